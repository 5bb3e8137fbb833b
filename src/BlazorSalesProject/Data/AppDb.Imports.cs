using BlazorSalesProject.Data.Import;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Data;

/// <summary>Imports and what became of their rows.</summary>
public sealed partial class AppDb
{
    internal DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    internal DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    internal DbSet<ImportRow> ImportRows => Set<ImportRow>();

    internal DbSet<ImportTemplate> ImportTemplates => Set<ImportTemplate>();
}
