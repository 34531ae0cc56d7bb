/** A client of the service in Java, which looks at every answer whether it is as the OpenAPI document says. */
@NullMarked
package io.evolua.contract.client;

import org.jspecify.annotations.NullMarked;
