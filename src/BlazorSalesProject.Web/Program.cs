using BlazorSalesProject;
using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Web;
using BlazorSalesProject.Web.Attachments;
using BlazorSalesProject.Web.Configuration;
using BlazorSalesProject.Web.Imports;
using BlazorSalesProject.Web.Jobs;
using BlazorSalesProject.Web.Live;
using BlazorSalesProject.Web.Notices;
using BlazorSalesProject.Web.Parts;
using BlazorSalesProject.Web.Sales.Capture;
using BlazorSalesProject.Web.SignIn;

try
{
    var importing = args is ["import", ..];
    var given = importing ? [] : args;
    var builder = WebApplication.CreateBuilder(given);
    builder.Configuration.AddJsonFile("appsettings.Local.json", optional: true).AddEnvironmentVariables().AddCommandLine(given);
    var settings = SettingsReader.Read(builder.Configuration, builder.Environment);
    using var node = SingleNode.Claim(settings);
    Words.Register(typeof(Program).Assembly);

    builder.Services.AddSingleton(settings);
    builder.Services.AddSingleton(settings.Calendar);
    builder.Services.AddBusiness(settings.Provider, settings.ConnectionString);
    builder.Services.AddAttachments(settings);
    builder.Services.AddImports(settings);
    builder.AddEdge(settings);
    builder.AddObservation(settings);
    builder.Services.AddSignIn();
    builder.Services.AddLive(settings);
    builder.Services.AddJobs(settings);
    builder.Services.AddNotices();
    builder.Services.AddScreens(builder.Environment);
    if (importing)
    {
        ImportCommand.KeepTheSummaryClear(builder.Logging);
    }

    var app = builder.Build();
    using var turn = await StartTurn.Take(settings);
    await app.Services.GetRequiredService<Beginning>().Run();
    if (settings.Demo)
    {
        await app.Services.GetRequiredService<Demo>().Run();
    }

    if (importing)
    {
        turn.Dispose();
        return await ImportCommand.Run(app.Services, args);
    }

    await app.OfferSetup(settings);
    app.HaveCookieKey();
    app.Lifetime.ApplicationStarted.Register(turn.Dispose);

    app.UseEdge();
    app.UseLeaving();
    app.UseRequestLocalization();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapStaticAssets().AllowAnonymous();
    app.MapSignIn();
    app.MapHealth();
    app.MapAttachments();
    app.MapNotices();
    app.MapImports();
    app.MapCapture();
    app.MapScreens();
    await app.RunAsync();
    return 0;
}
catch (BadSettingException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 78;
}

/// <summary>The host; public for the tests that start it.</summary>
public partial class Program;
