package dev.twofold.demo.view;

/**
 * A step of a chain of computations, and where its results came from for one page. What is not
 * asked for is not there.
 *
 * @param asked how many results the page or the next step asked for
 * @param near how many the near tier had
 * @param redis how many Redis had
 * @param computed how many nobody had
 */
public record Step(String name, long asked, long near, long redis, long computed) {}
