/**
 * Networks as data.
 *
 * <p>An {@link dev.espy.domain.network.Architecture} is a list of {@link
 * dev.espy.domain.network.Layer} records; the output layer (dense, one unit for each label,
 * softmax) is implied. {@link dev.espy.domain.network.Network} is an architecture applied to an
 * input shape and a number of labels: each layer with its name, shapes and {@link
 * dev.espy.domain.network.Parameter parameters}. Every engine builds from it, and {@link
 * dev.espy.domain.network.Initialization} gives every engine the same initial weights. {@link
 * dev.espy.domain.network.LayerNotation} converts layers to plain maps and back, for YAML and JSON.
 *
 * <p>A {@link dev.espy.domain.network.NetworkSpec} adds preprocessing and {@link
 * dev.espy.domain.network.Optimizer} for training, which changes a {@link
 * dev.espy.domain.network.NetworkState}. {@link dev.espy.domain.network.MicroBatches} says how a
 * batch is divided. A {@link dev.espy.domain.network.Model} is the result, with its {@link
 * dev.espy.domain.network.Provenance}; a {@link dev.espy.domain.network.ModelDescription} is a
 * model without its weights.
 */
@NullMarked
package dev.espy.domain.network;

import org.jspecify.annotations.NullMarked;
