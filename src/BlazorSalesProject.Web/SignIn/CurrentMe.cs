using System.Security.Claims;
using BlazorSalesProject.People;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>Who is on this circuit or request, with rights as they are now. Ask it for every verb and view; keep no answer.</summary>
public sealed class CurrentMe(AuthenticationStateProvider authentication, WhoIs whoIs, LivingSessions sessions)
{
    /// <summary>A person with no rights at all: what a session becomes when it ended.</summary>
    public static readonly Me Nobody = new(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), "", PersonKind.External, null, new Dictionary<Right, Sight>());

    public async Task<Me> Get() => await Of((await authentication.GetAuthenticationStateAsync()).User, whoIs, sessions);

    /// <summary>The same for an endpoint, which has a principal and no circuit.</summary>
    public static async Task<Me> Of(ClaimsPrincipal user, WhoIs whoIs, LivingSessions sessions)
    {
        if (!Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            || !Guid.TryParse(user.FindFirstValue(SessionTickets.SessionClaim), out var session)
            || !await sessions.IsAlive(session)
            || await whoIs.Find(person) is not { } me)
        {
            return Nobody;
        }

        return me with { SessionId = session, Ip = user.FindFirstValue(SessionTickets.IpClaim) };
    }
}
