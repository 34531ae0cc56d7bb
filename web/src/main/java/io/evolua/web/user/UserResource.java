package io.evolua.web.user;

import io.evolua.domain.user.User;
import io.evolua.web.Message;
import io.evolua.web.input.JsonBody;
import io.evolua.web.input.Parameters;
import io.evolua.web.input.Violations;
import io.evolua.web.paging.Links;
import io.evolua.web.paging.PageQuery;
import io.evolua.web.paging.Slice;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;

/** {@code /users}. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@Dependent
public class UserResource {

    private final UserService users;

    @Inject
    UserResource(UserService users) {
        this.users = users;
    }

    @POST
    public Response create(JsonBody body) {
        Violations violations = new Violations();
        Optional<UserForm> form = UserForm.read(body, violations);
        violations.refuse();
        User user = users.create(form.orElseThrow());
        return Response.created(URI.create("users/" + user.id()))
                .entity(UserPublic.of(user))
                .build();
    }

    @GET
    public Response list(@Context UriInfo request) {
        Violations violations = new Violations();
        Optional<PageQuery> query = PageQuery.read(request.getQueryParameters(), violations);
        Optional<BigInteger> after = query.flatMap(PageQuery::after)
                .flatMap(text -> new Parameters(violations).integerInQuery("after", text));
        violations.refuse();
        Slice<UserPublic> slice = users.list(query.orElseThrow(), after).map(UserPublic::of);
        return Response.ok(new UserList(slice.items()))
                .header(HttpHeaders.LINK, Links.of(request, query.orElseThrow(), slice, UserPublic::id))
                .build();
    }

    @GET
    @Path("{user_id}")
    public UserPublic read(@PathParam("user_id") String id) {
        return UserPublic.of(users.find(key(id)));
    }

    @PUT
    @Path("{user_id}")
    public UserPublic change(@PathParam("user_id") String id, JsonBody body) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("user_id", id);
        Optional<UserForm> form = UserForm.read(body, violations);
        violations.refuse();
        return UserPublic.of(users.change(key.orElseThrow(), form.orElseThrow()));
    }

    @DELETE
    @Path("{user_id}")
    public Message remove(@PathParam("user_id") String id) {
        users.remove(key(id));
        return new Message("User deleted");
    }

    private static BigInteger key(String id) {
        Violations violations = new Violations();
        Optional<BigInteger> key = new Parameters(violations).integerInPath("user_id", id);
        violations.refuse();
        return key.orElseThrow();
    }
}
