/** The pipeline's job: the command line together with the application's own revisions. */
@NullMarked
package io.evolua.job;

import org.jspecify.annotations.NullMarked;
