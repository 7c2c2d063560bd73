/** Routes, formats, templates and errors of the pages. */
@NullMarked
package dev.twofold.demo.web;

import org.jspecify.annotations.NullMarked;
