package dev.twofold.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOnlyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.255.0.9", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
  void isLoopback_addressOfTheLoopbackInterface_true(String address) {
    assertThat(LocalOnly.isLoopback(address)).isTrue();
    assertThat(LocalOnly.namesThisMachine(address)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "192.168.1.1",
        "128.0.0.1",
        "2001:db8::1",
        "fe80::1",
        "::",
        "0.0.0.0",
        "localhost",
        "127.0.0.1.example.com",
        "127.0.0.1:80:x",
        "999.0.0.1",
        "127.0.0.256",
        "127.1",
        "127.0.0.1.",
        "2130706433",
        ".:",
        "::1%nosuchinterface",
        "[::1"
      })
  void isLoopback_anythingElse_false(String address) {
    assertThat(LocalOnly.isLoopback(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost"})
  void namesThisMachine_localhost_true(String host) {
    assertThat(LocalOnly.namesThisMachine(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.example.com", "demo.example.com", "10.0.0.1", ""})
  void namesThisMachine_anythingElse_false(String host) {
    assertThat(LocalOnly.namesThisMachine(host)).isFalse();
  }
}
