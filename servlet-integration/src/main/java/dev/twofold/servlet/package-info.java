/** Load scopes for the requests of a Jakarta Servlet application. */
@NullMarked
package dev.twofold.servlet;

import org.jspecify.annotations.NullMarked;
