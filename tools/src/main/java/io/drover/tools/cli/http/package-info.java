/** Requests to a server's HTTP API and its answers. */
@NullMarked
package io.drover.tools.cli.http;

import org.jspecify.annotations.NullMarked;
