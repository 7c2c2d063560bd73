package dev.twofold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages while a part of the database is broken. */
class FailureIT {

  @RegisterExtension static final RunningDemo demo = RunningDemo.inMemory();

  @BeforeEach
  void breakVotes() throws SQLException {
    try (Connection connection = DriverManager.getConnection(demo.databaseUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists votes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/ada_ash", "/users/ada_ash?mode=naive"})
  void page_thatNeedsTheBrokenPart_500WithoutInsides(String path) {
    HttpResponse<String> html = demo.get(path);
    HttpResponse<String> json = demo.getJson(path);

    assertThat(html.statusCode()).isEqualTo(500);
    assertThat(html.body())
        .contains("<h1>Internal error</h1>")
        .doesNotContainIgnoringCase("votes")
        .doesNotContain("Exception");
    assertThat(json.statusCode()).isEqualTo(500);
    assertThat(RunningDemo.parse(json.body()).get("detail").textValue())
        .isEqualTo("Something went wrong here. The log of the application tells what.");
  }

  @Test
  void page_thatDoesNotNeedIt_stillAnswers() {
    assertThat(demo.get("/").statusCode()).isEqualTo(200);
  }
}
