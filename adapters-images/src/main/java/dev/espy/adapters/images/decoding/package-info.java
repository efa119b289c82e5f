/**
 * The common parts of all decoders. {@code DecodingMemory} bounds the memory for decoding, shared
 * by all threads; {@code ImageMemory} computes the size that one image needs of it. {@code
 * Transparency} blends colours with white.
 */
@NullMarked
package dev.espy.adapters.images.decoding;

import org.jspecify.annotations.NullMarked;
