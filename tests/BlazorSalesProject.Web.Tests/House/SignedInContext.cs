using System.Security.Claims;
using BlazorSalesProject.Attachments;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Tests.House;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Live;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorSalesProject.Web.Tests.House;

/// <summary>Pages rendered for somebody of the demo cast, live on a real database: every verb and view is there, the clock is still.</summary>
public abstract class SignedInContext : BunitContext, IAsyncLifetime
{
    /// <summary>The business behind the page, to act as others do.</summary>
    protected TestBusiness Business { get; } = new(Database.On(Database.Sqlite).WithDemo());

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        Words.Register(typeof(Program).Assembly);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Business.Clock);
        Services.AddSingleton(Business.Get<Signals>());
        Services.AddSingleton(Business.Get<WhoIs>());
        Services.AddSingleton(Business.Get<FileStore>());
        foreach (var type in BlazorSalesProject.Business.VerbsAndViews)
        {
            Services.AddSingleton(type, _ => GetFromBusiness(type));
        }

        Services.AddSingleton(new Settings
        {
            Provider = DatabaseProvider.Sqlite, ConnectionString = "", StoragePath = "", Demo = true, PublicUrl = new Uri("http://127.0.0.1"), Currency = "CNY", Mail = new MailSettings(), CircuitsPerPerson = 10,
        });
        Services.AddSingleton(new LivingSessions(Business.Get<Sessions>(), Business.Get<Signals>(), Business.Clock));
        Services.AddSingleton<SharedViews>();
        Services.AddScoped<ToastTray>();
        Services.AddScoped<CurrentMe>();
        return Task.CompletedTask;
    }

    /// <summary>Whoever renders is this person; called once, before anything is rendered.</summary>
    protected async Task<Me> SignIn(string account)
    {
        var me = await Business.As(account);
        var key = await Business.Get<Sessions>().Begin(me.Id, null, null);
        Services.AddSingleton<AuthenticationStateProvider>(new Signed(me.Id, (await Business.Get<Sessions>().Find(key))!.Id));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return me;
    }

    /// <inheritdoc/>
    public new async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Business.DisposeAsync();
    }

    private object GetFromBusiness(Type type) => typeof(TestBusiness).GetMethod(nameof(TestBusiness.Get))!.MakeGenericMethod(type).Invoke(Business, null)!;

    private sealed class Signed(Guid person, Guid session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, person.ToString()), new Claim("session", session.ToString())], "test"))));
    }
}
