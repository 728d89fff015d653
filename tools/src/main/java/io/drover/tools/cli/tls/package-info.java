/** Certificates for agents and clients: a certificate authority of a cluster's own, and what it signs. Nothing here asks a server. */
@NullMarked
package io.drover.tools.cli.tls;

import org.jspecify.annotations.NullMarked;
