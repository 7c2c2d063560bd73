/** The pages through Twofold. Start reading here: TwofoldPages, then StoryCards. */
@NullMarked
package dev.twofold.demo.twofold;

import org.jspecify.annotations.NullMarked;
