/**
 * The metadata of an image file, read without decoding its pixels. {@code Format} is decided by the
 * first bytes, {@code Orientation} comes from {@code Exif} data, {@code Canvas} is the area that a
 * GIF's or WebP's first frame lies on, and {@code WebpFrames} checks the sizes of a WebP's frames.
 */
@NullMarked
package dev.espy.adapters.images.metadata;

import org.jspecify.annotations.NullMarked;
