# Varnish in front of an application with Twofold's edge tier. Needs Varnish 6 or later and its
# module xkey (Debian: varnish and varnish-modules). See docs/edge.md.
vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
}

# Who may purge: the nodes of the application.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # With edge.purge.token set, compare it here too:
        # if (req.http.Authorization != "Bearer ...") { return (synth(403)); }
        if (client.ip !~ purgers) {
            return (synth(403, "Not allowed"));
        }
        if (req.http.xkey-purge) {
            set req.http.X-Purged = xkey.purge(req.http.xkey-purge);
        } elsif (req.http.xkey-softpurge) {
            set req.http.X-Purged = xkey.softpurge(req.http.xkey-softpurge);
        } else {
            return (synth(400, "No key"));
        }
        return (synth(200, "Purged"));
    }
    # Responses that the application declares to be shared are the same with and without these. What
    # depends on a cookie must not be declared so.
    if ((req.method == "GET" || req.method == "HEAD") && !req.http.Authorization) {
        return (hash);
    }
    return (pass);
}

sub vcl_backend_response {
    # Only what says how long shared caches may keep it is kept; of everything else it is remembered
    # for a while that requests for it need not wait for each other.
    if (beresp.http.Cache-Control !~ "s-maxage") {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
        return (deliver);
    }
    # Kept beyond its time to ask with its entity tag: 304 costs the application no rendering.
    set beresp.keep = 1h;
    # Not answered beyond its time, unless the application says so.
    if (beresp.http.Cache-Control !~ "stale-while-revalidate") {
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    # What a page is made of is nobody's business outside.
    unset resp.http.xkey;
    # Caches between this one and the browser are purged by nobody.
    if (resp.http.Cache-Control) {
        set resp.http.Cache-Control = regsub(resp.http.Cache-Control, ",?\s*s-maxage=\d+", "");
    }
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
}
