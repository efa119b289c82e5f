/**
 * The use cases, on the domain's ports alone.
 *
 * <p>{@link dev.espy.application.train.Train}, {@link dev.espy.application.validate.Validate} and
 * {@link dev.espy.application.predict.Predict} are what Espy does; {@link
 * dev.espy.application.tune.Tune} finds settings to train with. Under them, {@link
 * dev.espy.application.feed} brings images to the engine: read ahead on background threads, packed,
 * split, shuffled; {@link dev.espy.application.augment} changes them on the way, so that a network
 * sees more than there are. {@link dev.espy.application.classify} passes a data set through a
 * classifier. Whoever wants to know what goes on implements a {@link
 * dev.espy.application.RunListener}.
 */
@NullMarked
package dev.espy.application;

import org.jspecify.annotations.NullMarked;
