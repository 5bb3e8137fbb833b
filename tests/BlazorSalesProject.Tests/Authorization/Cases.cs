using BlazorSalesProject.Attachments;
using BlazorSalesProject.Catalogue;
using BlazorSalesProject.Customers;
using BlazorSalesProject.Data;
using BlazorSalesProject.Data.Import;
using BlazorSalesProject.Kernel;
using BlazorSalesProject.Notices;
using BlazorSalesProject.People;
using BlazorSalesProject.Sales;
using BlazorSalesProject.Sales.FollowUps;
using BlazorSalesProject.Sales.Opportunities;
using BlazorSalesProject.Sales.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace BlazorSalesProject.Tests.Authorization;

/// <summary>How each verb and view is tried on a scene. A verb answers with its outcome; a view with whether it showed the scene's record.</summary>
internal static class Cases
{
    /// <summary>Verbs, by class name.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<Outcome>>> Verbs = new Dictionary<string, Func<Scene, Task<Outcome>>>
    {
        // Customers
        [nameof(CreateCustomer)] = async s => await s.Get<CreateCustomer>().Run(s.Me, Guid.NewGuid(), new CustomerFacts($"新公司{Guid.NewGuid():N}")),
        [nameof(ChangeCustomer)] = s => s.Get<ChangeCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, new CustomerFacts($"改名{Guid.NewGuid():N}")),
        [nameof(AssignCustomer)] = s => s.Get<AssignCustomer>().Run(s.Me, s.Customer.Id, s.Customer.Version, s.Colleague),
        [nameof(ShareCustomer)] = s => s.Get<ShareCustomer>().Run(s.Me, s.Customer.Id, s.Colleague, true),
        [nameof(StopSharingCustomer)] = s => s.Get<StopSharingCustomer>().Run(s.Me, s.Customer.Id, s.Sharer),
        [nameof(AddContact)] = async s => await s.Get<AddContact>().Run(s.Me, Guid.NewGuid(), s.Customer.Id, new ContactFacts("新联系人")),
        [nameof(ChangeContact)] = s => s.Get<ChangeContact>().Run(s.Me, s.Customer.Id, s.Contact.Id, s.Contact.Version, new ContactFacts("改名")),
        [nameof(RemoveContact)] = s => s.Get<RemoveContact>().Run(s.Me, s.Customer.Id, s.Contact.Id, s.Contact.Version),

        // Opportunities
        [nameof(CreateOpportunity)] = async s => await s.Get<CreateOpportunity>().Run(s.Me, Guid.NewGuid(), OpportunityKind.System, new OpportunityFacts("新商机", new Money(1, "CNY"))),
        [nameof(ChangeOpportunity)] = s => s.Get<ChangeOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, new OpportunityFacts("改名", new Money(1, "CNY")) { CustomerId = s.Customer.Id }),
        [nameof(MoveOpportunity)] = s => s.Get<MoveOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "needs"),
        [nameof(WinOpportunity)] = s => s.Get<WinOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, new Money(5, "CNY"), s.Business.Clock.Today(), null),
        [nameof(LoseOpportunity)] = s => s.Get<LoseOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "price", null, null, s.Business.Clock.Today()),
        [nameof(ReopenOpportunity)] = s => s.Get<ReopenOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, "试试"),
        [nameof(AssignOpportunity)] = s => s.Get<AssignOpportunity>().Run(s.Me, s.Opportunity.Id, s.Opportunity.Version, s.Colleague),
        [nameof(ShareOpportunity)] = s => s.Get<ShareOpportunity>().Run(s.Me, s.Opportunity.Id, s.Colleague, true, null),
        [nameof(StopSharingOpportunity)] = s => s.Get<StopSharingOpportunity>().Run(s.Me, s.Opportunity.Id, s.Sharer),
        [nameof(InvolveContact)] = s => s.Get<InvolveContact>().Run(s.Me, s.Opportunity.Id, s.Contact.Id, ContactRole.Technical),
        [nameof(ReleaseContact)] = s => s.Get<ReleaseContact>().Run(s.Me, s.Opportunity.Id, s.Contact.Id),
        [nameof(MarkKeyOpportunity)] = s => s.Get<MarkKeyOpportunity>().Run(s.Me, s.Opportunity.Id, true),
        [nameof(WaitForOpportunity)] = s => s.Get<WaitForOpportunity>().Run(s.Me, s.Opportunity.Id, s.Business.Clock.Today().AddDays(9), "等预算"),
        [nameof(ExportOpportunities)] = async s => await s.Get<ExportOpportunities>().Run(s.Me, new OpportunityFilter(), null, true, "csv"),

        // Follow-ups
        [nameof(RecordFollowUp)] = async s => await s.Get<RecordFollowUp>().Run(s.Me, Guid.NewGuid(), new FollowUpFacts(s.Opportunity.Id, null, "call", "打了电话")),
        [nameof(PlanFollowUp)] = async s => await s.Get<PlanFollowUp>().Run(s.Me, Guid.NewGuid(), s.Opportunity.Id, null, new PlanFacts("call", "再打", s.Business.Clock.Now().AddDays(1))),
        [nameof(ChangeFollowUpPlan)] = s => s.Get<ChangeFollowUpPlan>().Run(s.Me, s.Plan.Id, s.Plan.Version, new PlanFacts("visit", "改期", s.Business.Clock.Now().AddDays(3))),
        [nameof(DropFollowUpPlan)] = s => s.Get<DropFollowUpPlan>().Run(s.Me, s.Plan.Id),
        [nameof(GiveAdvice)] = async s => await s.Get<GiveAdvice>().Run(s.Me, Guid.NewGuid(), s.Opportunity.Id, "先谈付款条件"),

        // People and settings
        [nameof(CreateDepartment)] = async s => await s.Get<CreateDepartment>().Run(s.Me, Guid.NewGuid(), $"新部门{Guid.NewGuid():N}", null, null),
        [nameof(ChangeDepartment)] = s => s.Get<ChangeDepartment>().Run(s.Me, s.Department.Id, s.Department.Version, "改名", s.Department.ParentId, null),
        [nameof(RemoveDepartment)] = s => s.Get<RemoveDepartment>().Run(s.Me, s.Department.Id),
        [nameof(CreatePerson)] = async s => await s.Get<CreatePerson>().Run(s.Me, Guid.NewGuid(), new PersonFacts("新人", PersonKind.Staff)),
        [nameof(ChangePerson)] = s => s.Get<ChangePerson>().Run(s.Me, s.Person.Id, s.Person.Version, new PersonFacts("改名", PersonKind.Staff)),
        [nameof(GiveRoles)] = s => s.Get<GiveRoles>().Run(s.Me, s.Person.Id, s.Person.Version, [s.Role.Id]),
        [nameof(DeactivatePerson)] = s => s.Get<DeactivatePerson>().Run(s.Me, s.Person.Id),
        [nameof(ReactivatePerson)] = s => s.Get<ReactivatePerson>().Run(s.Me, s.Person.Id),
        [nameof(InvitePerson)] = async s => await s.Get<InvitePerson>().Run(s.Me, Guid.NewGuid(), s.Person.Id),
        [nameof(UnlockAccount)] = s => s.Get<UnlockAccount>().Run(s.Me, s.Colleague),
        [nameof(TurnOffSecondFactor)] = s => s.Get<TurnOffSecondFactor>().Run(s.Me, s.Colleague, null),
        [nameof(EndSessions)] = s => s.Get<EndSessions>().Run(s.Me, s.Colleague),
        [nameof(CreateRole)] = async s => await s.Get<CreateRole>().Run(s.Me, Guid.NewGuid(), $"新角色{Guid.NewGuid():N}", null, []),
        [nameof(ChangeRole)] = s => s.Get<ChangeRole>().Run(s.Me, s.Role.Id, s.Role.Version, $"改名{Guid.NewGuid():N}", null, []),
        [nameof(RemoveRole)] = s => s.Get<RemoveRole>().Run(s.Me, s.Role.Id),
        [nameof(ConfigureStage)] = s => s.Get<ConfigureStage>().Run(s.Me, s.Stage.Id, s.Stage.Version, s.Stage.Probability, s.Stage.MayGoBack, s.Stage.StagnantAfterDays),

        // Imports
        [nameof(PrepareImport)] = async s => await s.Get<PrepareImport>().Run(s.Me, [new ImportUpload("名单.csv", ["名称"], 1, Scene.Mapping)]),
        [nameof(MapImport)] = s => s.Get<MapImport>().Run(s.Me, s.Draft.Id, [new ImportChoice(s.Draft.Files[0].Id, Scene.Mapping, true)]),
        [nameof(StartImport)] = s => s.Get<StartImport>().Run(s.Me, s.Draft.Id),
        [nameof(CancelImport)] = s => s.Get<CancelImport>().Run(s.Me, s.Waiting.Id),
        [nameof(RevertImport)] = s => s.Get<RevertImport>().Run(s.Me, s.Done.Id),
        [nameof(RemoveImportDraft)] = s => s.Get<RemoveImportDraft>().Run(s.Me, s.Draft.Id),

        // Timers and administration
        [nameof(RemindOfDuePlans)] = async s => await s.Get<RemindOfDuePlans>().Run(s.Me),
        [nameof(SealAudit)] = async s => await s.Get<SealAudit>().Run(s.Me),
        [nameof(PurgeOldRows)] = s => s.Get<PurgeOldRows>().Run(s.Me),
        [nameof(VerifyAudit)] = async s => await s.Get<VerifyAudit>().Run(s.Me),
        [nameof(RetryMail)] = s => s.Get<RetryMail>().Run(s.Me, Guid.NewGuid()),
    };

    /// <summary>Verbs that touch only what is one's own (preferences, notices read, one's uploads): open to everybody who is signed in, of no use on others' records.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<Outcome>>> Own = new Dictionary<string, Func<Scene, Task<Outcome>>>
    {
        [nameof(SaveView)] = s => s.Get<SaveView>().Run(s.Me, "opportunities", "我的", "mine=1", false),
        [nameof(SetNoticePreference)] = s => s.Get<SetNoticePreference>().Run(s.Me, "AdviceGiven", true, false),
        [nameof(SwitchLanguage)] = s => s.Get<SwitchLanguage>().Run(s.Me, "en"),
        [nameof(SavePreference)] = s => s.Get<SavePreference>().Run(s.Me, "customers", "{}"),
    };

    /// <summary>These leave no row when there is nothing to do; a seal is its own trace.</summary>
    public static readonly IReadOnlySet<string> Upkeep = new HashSet<string> { nameof(SealAudit), nameof(PurgeOldRows), nameof(RemindOfDuePlans), nameof(SwitchLanguage) };

    /// <summary>Views, by class name: whether the scene's record (or, where there is none, anything at all) was shown.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scene, Task<bool>>> Views = new Dictionary<string, Func<Scene, Task<bool>>>
    {
        [nameof(PipelineBoard)] = async s => (await s.Get<PipelineBoard>().For(s.Me, new OpportunityFilter())).Any(c => c.Cards.Any(x => x.Id == s.Opportunity.Id)),
        [nameof(OpportunityList)] = async s => (await s.Get<OpportunityList>().For(s.Me, new OpportunityFilter())).Rows.Any(r => r.Id == s.Opportunity.Id),
        [nameof(OpportunitySheets)] = async s => await s.Get<OpportunitySheets>().For(s.Me, s.Opportunity.Id) is not null,
        [nameof(CustomerOpportunities)] = async s => (await s.Get<CustomerOpportunities>().For(s.Me, s.Customer.Id)).Rows.Any(r => r.Id == s.Opportunity.Id),
        [nameof(ContactChoices)] = async s => (await s.Get<ContactChoices>().For(s.Me, s.Customer.Id)).Any(c => c.Id == s.Contact.Id),
        [nameof(CustomerList)] = async s => (await s.Get<CustomerList>().For(s.Me, new CustomerFilter { Text = s.Customer.Name })).Rows.Any(r => r.Id == s.Customer.Id),
        [nameof(CustomerHead)] = async s => await s.Get<CustomerHead>().For(s.Me, s.Customer.Id) is not null,
        [nameof(CustomerContacts)] = async s => (await s.Get<CustomerContacts>().For(s.Me, s.Customer.Id)).Any(c => c.Id == s.Contact.Id),
        [nameof(CustomerPicks)] = async s => (await s.Get<CustomerPicks>().For(s.Me, s.Customer.Name)).Any(c => c.Id == s.Customer.Id),
        [nameof(DuplicateCheck)] = async s => (await s.Get<DuplicateCheck>().For(s.Me, s.Customer.Name)).Any(h => h.Id == s.Customer.Id),
        [nameof(OpportunityFollowUps)] = async s => await Followed(s) && (await s.Get<OpportunityFollowUps>().For(s.Me, s.Opportunity.Id)).Count > 0,
        [nameof(CustomerPlans)] = async s => (await s.Get<CustomerPlans>().For(s.Me, s.Customer.Id)).Count > 0,
        [nameof(CustomerFollowUps)] = async s => await Followed(s) && (await s.Get<CustomerFollowUps>().For(s.Me, s.Customer.Id)).Count > 0,
        [nameof(Timeline)] = async s => await s.Get<Timeline>().For(s.Me, nameof(Opportunity), s.Opportunity.Id) is not null,
        [nameof(OpportunityFinds)] = async s => (await s.Get<OpportunityFinds>().For(s.Me, s.Opportunity.Number)).Any(o => o.Id == s.Opportunity.Id),
        [nameof(PeopleList)] = async s => (await s.Get<PeopleList>().For(s.Me, new PeopleFilter { Text = s.Person.Email })).Rows.Any(r => r.Id == s.Person.Id),
        [nameof(PersonCard)] = async s => await s.Get<PersonCard>().For(s.Me, s.Person.Id) is not null,
        [nameof(EffectiveRights)] = async s => await s.Get<EffectiveRights>().For(s.Me, s.Person.Id) is not null,
        [nameof(ReachOf)] = async s => await s.Get<ReachOf>().For(s.Me, s.Person.Id) is not null,
        [nameof(WhySeen)] = async s => await s.Get<WhySeen>().For(s.Me, s.Colleague, $"/opportunities/{s.Opportunity.Id}") is not null,
        [nameof(DepartmentTreeView)] = async s => (await s.Get<DepartmentTreeView>().For(s.Me)).Count > 0,
        [nameof(RoleMatrix)] = async s => await s.Get<RoleMatrix>().For(s.Me) is not null,
        [nameof(RolePicks)] = async s => (await s.Get<RolePicks>().For(s.Me)).Count > 0,
        [nameof(StageSettings)] = async s => await s.Get<StageSettings>().For(s.Me) is not null,
        [nameof(ProductPicks)] = async s => (await s.Get<ProductPicks>().For(s.Me)).Count > 0,
        [nameof(AuditLog)] = async s => await s.Get<AuditLog>().For(s.Me, new AuditFilter([])) is not null,
        [nameof(LevelsAndIndustries)] = async s => await s.Get<LevelsAndIndustries>().For(s.Me) is { Levels.Count: > 0 },
        [nameof(MailOutbox)] = async s => await s.Get<MailOutbox>().For(s.Me) is not null,
        [nameof(PeoplePicks)] = async s => (await s.Get<PeoplePicks>().For(s.Me)).Count > 0,
        [nameof(DepartmentPicks)] = async s => (await s.Get<DepartmentPicks>().For(s.Me)).Count > 0,
        [nameof(ImportList)] = async s => (await s.Get<ImportList>().For(s.Me)).Rows.Any(r => r.Id == s.Done.Id),
        [nameof(ImportPage)] = async s => await s.Get<ImportPage>().For(s.Me, s.Done.Id) is not null,
        [nameof(ImportRows)] = async s => (await s.Get<ImportRows>().For(s.Me, s.Done.Id, s.Done.Files[0].Id, RowOutcome.Rejected)).Rows.Count > 0,
        [nameof(Colleagues)] = async s => (await s.Get<Colleagues>().For(s.Me)).Count > 0,
    };

    /// <summary>Verbs and views that are tried elsewhere, each with where or why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        [nameof(MyWork)] = "one's own plans, opportunities and notices, by person: home-page tests",
        [nameof(SignIn)] = "nobody is signed in yet: sign-in tests",
        [nameof(ImportGuess)] = "reads headers of one's own file: import tests",
        [nameof(ImportUnknowns)] = "reads values of one's own file: import tests",
        [nameof(ImportTemplates)] = "one's own and shared ones: import tests",
        [nameof(SaveImportTemplate)] = "one's own: import tests",
        [nameof(ImportDraftRows)] = "rows of one's own file, collisions masked: import tests",
        [nameof(CreateFirstAdministrator)] = "nobody is there yet: set-up tests",
        [nameof(LookAtInvitation)] = "whoever holds the link: invitation tests",
        [nameof(AcceptInvitation)] = "whoever holds the link: invitation tests",
        [nameof(ChangePassword)] = "one's own, with the old one: account tests",
        [nameof(TurnOnSecondFactor)] = "one's own: account tests",
        [nameof(SessionsOf)] = "one's own, or as administrator: account tests",
        [nameof(RemoveView)] = "one's own views only, by owner: saved-view tests",
        [nameof(SavedViews)] = "one's own and shared ones, by owner: saved-view tests",
        [nameof(Preference)] = "one's own only, by person",
        [nameof(MarkNoticesRead)] = "one's own notices only, by person: notice tests",
        [nameof(NoticeTray)] = "one's own notices only, by person: notice tests",
        [nameof(NoticePreferences)] = "one's own only, by person: notice tests",
        [nameof(TellPeople)] = "works the outbox for the system: notice tests",
        [nameof(KeepUpload)] = "an upload of one's own that nobody sees until it is attached: attachment tests",
        [nameof(DropUpload)] = "one's own upload: attachment tests",
        [nameof(SweepUploads)] = "removes abandoned uploads for the system: attachment tests",
        [nameof(AttachmentContent)] = "as visible as the record it hangs on: attachment tests",
    };

    private static async Task<bool> Followed(Scene s) =>
        (await s.Get<RecordFollowUp>().Run(await s.Business.As("sales1"), Guid.NewGuid(), new FollowUpFacts(s.Opportunity.Id, null, "call", "记录"))).Ok;
}
