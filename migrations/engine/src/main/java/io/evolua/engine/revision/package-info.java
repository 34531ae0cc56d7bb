/**
 * Revisions, their graph, and the folder they are kept in. Reads and writes files (of any file system, also within a
 * jar); knows nothing of databases.
 */
@NullMarked
package io.evolua.engine.revision;

import org.jspecify.annotations.NullMarked;
