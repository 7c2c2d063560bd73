/** What pages show, however it was loaded. */
@NullMarked
package dev.twofold.demo.view;

import org.jspecify.annotations.NullMarked;
