/**
 * What all conversations share beside their generated codecs. The codecs live in one package per schema below
 * this one.
 */
@NullMarked
package io.drover.sbe;

import org.jspecify.annotations.NullMarked;
