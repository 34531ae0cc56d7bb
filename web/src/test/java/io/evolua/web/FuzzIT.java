package io.evolua.web;

import io.evolua.contract.GeneratedRequestsContract;
import io.evolua.contract.RawRequestsContract;
import io.evolua.web.testing.ServerExtension;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests made up by the thousand; the build makes up some. */
@Tag("nightly")
@ExtendWith({ServerExtension.class, ArquillianExtension.class})
class FuzzIT implements GeneratedRequestsContract, RawRequestsContract {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/evolua.war"));
    }
}
