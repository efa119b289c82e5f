/**
 * Decoding and encoding with ImageIO and TwelveMonkeys' plugins. {@code ImageIoReader} decodes the
 * bytes of {@code ImageBytes}, without a PNG's metadata ({@code PngText}), after {@code
 * ReaderMemory} has reserved memory. {@code Rasters} converts ImageIO's images to Espy's and back,
 * and {@code PngWriter} encodes PNGs.
 */
@NullMarked
package dev.espy.adapters.images.imageio;

import org.jspecify.annotations.NullMarked;
