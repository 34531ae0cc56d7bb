/**
 * Health and numbers by the interfaces of MicroProfile, where the server has them; where not, CDI passes over the beans here,
 * because their classes cannot be loaded, and the WAR answers the same paths itself. No other room of {@code web} needs
 * these interfaces.
 */
@NullMarked
package io.evolua.web.microprofile;

import org.jspecify.annotations.NullMarked;
