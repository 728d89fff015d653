/** Commands of another edition of the reference: servers refuse what they ask, and they say so in the words that scripts know. */
@NullMarked
package io.drover.tools.cli.edition;

import org.jspecify.annotations.NullMarked;
