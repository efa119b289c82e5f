/**
 * Safe files and folders. {@link dev.espy.application.storage.AtomicFile} writes a file whole or
 * not at all. {@link dev.espy.application.storage.OwnedFolder} holds a folder against other
 * writers, and knows which of its files are Espy's; {@link
 * dev.espy.application.storage.FolderContents} has their names. {@link
 * dev.espy.application.storage.RunFolders} finds the folders of runs. {@link
 * dev.espy.application.storage.Outputs} keeps inputs from being overwritten. {@link
 * dev.espy.application.storage.ScratchFile} holds data that do not fit into memory.
 */
@NullMarked
package dev.espy.application.storage;

import org.jspecify.annotations.NullMarked;
