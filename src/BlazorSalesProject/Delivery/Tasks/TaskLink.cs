using System.Security.Cryptography;
using System.Text;
using BlazorSalesProject.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorSalesProject.Delivery.Tasks;

/// <summary>
/// 任务链接: somebody from outside without an account looks at one task and answers it. The token is known to the letter only; here
/// stands its hash. It dies with the giving it came from, with the task, and after thirty days.
/// </summary>
public sealed class TaskLink
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid TaskId { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>The giving of the task it belongs to: given again is another one.</summary>
    public Guid GivenId { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string TokenHash { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>UTC; the task was finished or dropped.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>256 random bits, safe in an address.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

internal sealed class TaskLinkMap : IEntityTypeConfiguration<TaskLink>
{
    public void Configure(EntityTypeBuilder<TaskLink> link)
    {
        link.ToTable("TaskLinks");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.TokenHash).HasMaxLength(64);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => new { l.TaskId, l.PersonId });
        link.HasOne<ProjectTask>().WithMany().HasForeignKey(l => l.TaskId).OnDelete(DeleteBehavior.Restrict);
        link.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
