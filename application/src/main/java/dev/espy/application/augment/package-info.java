/**
 * Changing training images so that a network sees more than there are, on packed bytes, in place.
 *
 * <p>An {@link dev.espy.application.augment.Augmentation} is what people write: a list of {@link
 * dev.espy.application.augment.ImageChange changes}, each to one image, and of {@link
 * dev.espy.application.augment.PairMixing mixings}, each of two images of a batch and of what is
 * expected of them. Nothing here has chance of its own: the caller gives it, and so decides what is
 * repeated. The same chance gives the same bytes on every machine, which is why the few functions
 * whose last bit may differ are taken from {@link StrictMath}.
 */
@NullMarked
package dev.espy.application.augment;

import org.jspecify.annotations.NullMarked;
