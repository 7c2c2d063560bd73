/** The pages through Twofold. Start reading here: TwofoldPages, then RecordViews. */
@NullMarked
package dev.twofold.demo.twofold;

import org.jspecify.annotations.NullMarked;
