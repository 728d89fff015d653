/**
 * Fills in what a job document leaves open, first as every client does, then as the server does on registration, and turns
 * it into the form that is stored.
 */
@NullMarked
package io.drover.gateway.jobspec.canonical;

import org.jspecify.annotations.NullMarked;
