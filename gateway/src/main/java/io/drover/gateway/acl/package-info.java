/**
 * Access control: what policies say, what a caller may do, how secrets are kept and identities signed. Free of HTTP; the endpoints ask
 * an {@link io.drover.gateway.acl.Authority}.
 */
@NullMarked
package io.drover.gateway.acl;

import org.jspecify.annotations.NullMarked;
