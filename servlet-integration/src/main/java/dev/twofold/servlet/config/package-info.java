/**
 * Text configuration: the only place where Twofold reads text. It becomes the typed settings of
 * core and of the Redis connection.
 */
@NullMarked
package dev.twofold.servlet.config;

import org.jspecify.annotations.NullMarked;
