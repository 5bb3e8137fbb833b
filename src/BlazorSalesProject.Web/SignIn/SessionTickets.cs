using System.Security.Claims;
using BlazorSalesProject.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorSalesProject.Web.SignIn;

/// <summary>
/// The cookie carries a session's key and nothing else; who that is, and whether the session still lives, is looked up on
/// every request (rule D-2). A cookie copied before sign-out is worth nothing after it.
/// </summary>
internal sealed class SessionTickets(Sessions sessions) : ITicketStore
{
    /// <summary>Claim that names the session while it is being signed in.</summary>
    public const string KeyClaim = "session-key";

    public const string SessionClaim = "session";

    public const string IpClaim = "ip";

    public Task<string> StoreAsync(AuthenticationTicket ticket) => Task.FromResult(ticket.Principal.FindFirstValue(KeyClaim)
        ?? throw new InvalidOperationException("A session is begun by the sign-in verb only."));

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await sessions.Find(key) is not { } session)
        {
            return null;
        }

        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, session.PersonId.ToString()), new Claim(SessionClaim, session.Id.ToString()), new Claim(IpClaim, session.Ip ?? "")],
            CookieAuthenticationDefaults.AuthenticationScheme);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), CookieAuthenticationDefaults.AuthenticationScheme);
    }

    public Task RemoveAsync(string key) => sessions.EndByKey(key);
}
