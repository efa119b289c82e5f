/**
 * What a network is made of, as data.
 *
 * <p>An {@link dev.espy.domain.network.Architecture} is a list of {@link
 * dev.espy.domain.network.Layer} records; the output layer (dense, one unit a label, softmax)
 * follows by itself. {@link dev.espy.domain.network.Network} is an architecture applied to an input
 * shape and a number of labels: each layer with its name, shapes and {@link
 * dev.espy.domain.network.Parameter parameters}. Every engine builds from that, and {@link
 * dev.espy.domain.network.Initialization} gives every engine the same first weights. {@link
 * dev.espy.domain.network.LayerNotation} turns layers into plain maps and back, for documents such
 * as YAML and JSON.
 */
@NullMarked
package dev.espy.domain.network;

import org.jspecify.annotations.NullMarked;
