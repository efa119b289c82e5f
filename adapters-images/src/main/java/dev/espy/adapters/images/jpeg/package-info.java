/**
 * A fast decoder for JPEGs at a reduced scale. {@code ScaledJpeg} reads the header and the scan.
 * Each {@code JpegComponent} reads its blocks from {@code JpegBits} by a {@code HuffmanTable}, and
 * {@code InverseDct} makes pixels of them. {@code JpegPixels} joins the components. The decoder
 * gives up with {@code UnsupportedJpegException} on files that it leaves to ImageIO.
 */
@NullMarked
package dev.espy.adapters.images.jpeg;

import org.jspecify.annotations.NullMarked;
