using BlazorSalesProject.Data;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorSalesProject;

/// <summary>The one registration of the business.</summary>
public static class Business
{
    /// <param name="provider">Sqlite or PostgreSql.</param>
    public static IServiceCollection AddBusiness(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        services.AddDbContextFactory<AppDb>(options => AppDbOptions.Use(options, provider, connectionString));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new WorkingCalendar());
        services.AddSingleton<Signals>();
        services.AddSingleton<WriterGate>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<Works>();
        services.AddSingleton<Clockwork.JobRuns>();
        services.AddSingleton<Clockwork.JobRunner>();
        services.AddSingleton<Clockwork.ClockSkew>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Beginning>();
        services.AddSingleton<Demo>();
        services.AddSingleton<WhoIs>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Knocks>();
        services.AddSingleton<SetupDoor>();
        services.AddSingleton<SecondFactor>();
        services.AddSingleton<PipelineSettings>();
        services.AddSingleton<Data.Import.Importer>();
        services.AddSingleton<Data.Import.Reverter>();
        services.AddSingleton<Data.Import.ImportTurns>();
        services.AddSingleton<Notices.NoticeKinds>();
        services.AddSingleton<Notices.MailReaders>();
        services.AddVerbsAndViews();
        return services;
    }

    /// <summary>
    /// Verbs and views hold no state, so one instance of each serves everybody. They are found by the house's grammar:
    /// a sealed class with a public <c>Run</c> (verb) or <c>For</c> (view) whose first parameter is <see cref="Me"/>.
    /// </summary>
    private static void AddVerbsAndViews(this IServiceCollection services)
    {
        foreach (var type in VerbsAndViews)
        {
            services.AddSingleton(type);
        }

        foreach (var one in new[] { typeof(Notices.INoticeRule), typeof(Notices.INoticeSight) })
        {
            foreach (var type in typeof(Business).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(one)))
            {
                services.AddSingleton(one, type);
            }
        }

        foreach (var owner in typeof(Business).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(Attachments.IAttachmentOwner))))
        {
            services.AddSingleton(typeof(Attachments.IAttachmentOwner), owner);
        }
    }

    /// <summary>Every verb and view of the business; the authorization matrix must know each of them.</summary>
    public static IReadOnlyList<Type> VerbsAndViews { get; } =
    [
        .. typeof(Business).Assembly.GetExportedTypes().Where(t => t is { IsClass: true, IsAbstract: false }
            && t.GetMethods().Any(m => m.DeclaringType == t && !m.IsStatic && m.Name is "Run" or "For" && m.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(Me))),
    ];
}
