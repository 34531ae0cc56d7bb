/** What holds for every answer of this WAR, whoever of the server gives it: resources, health, error pages, files. */
@NullMarked
package io.evolua.web.edge;

import org.jspecify.annotations.NullMarked;
