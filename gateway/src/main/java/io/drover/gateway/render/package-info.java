/**
 * Rows of the state as API JSON: one class per row type. Field names, nulls and omitted fields are those that clients of the API
 * know; names are written in byte order.
 */
@NullMarked
package io.drover.gateway.render;

import org.jspecify.annotations.NullMarked;
