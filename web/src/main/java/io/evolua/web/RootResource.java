package io.evolua.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The front door. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class RootResource {

    /** A greeting, which also says that requests arrive. */
    @GET
    public Message greet() {
        return new Message("Olá Mundo!");
    }
}
