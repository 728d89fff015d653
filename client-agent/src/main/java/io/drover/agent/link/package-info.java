/**
 * The node's end of the link: joins a server over HTTP, keeps one pair of streams to an edge, takes assignments in, sends updates
 * and registrations until they are acknowledged, and answers calls by dialing back.
 */
@NullMarked
package io.drover.agent.link;

import org.jspecify.annotations.NullMarked;
