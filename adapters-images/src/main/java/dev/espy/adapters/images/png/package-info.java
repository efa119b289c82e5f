/**
 * A fast decoder for common PNGs. {@code PlainPng} reads the chunks, {@code PngHeader} the header,
 * and {@code PngRows} makes pixels of the compressed data. The decoder gives up with {@code
 * UnsupportedPngException} on files that it leaves to ImageIO.
 */
@NullMarked
package dev.espy.adapters.images.png;

import org.jspecify.annotations.NullMarked;
