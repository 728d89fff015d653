/** Root keys on this side of the core: made, sealed and opened here, and used for what the state keeps without being able to read. */
@NullMarked
package io.drover.gateway.keyring;

import org.jspecify.annotations.NullMarked;
