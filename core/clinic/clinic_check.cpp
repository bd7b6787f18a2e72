#include "clinic/clinic_check.h"

#include "clinic/clinic_limits.h"
#include "clinic/emergency_number.h"
#include "clinic/greeting.h"
#include "clinic/hours_check.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace nightbell {
namespace {

using namespace clinic_limits;
using NumbersSeen = QHash<QString, FieldPath>; // called number → where it is listed

void checkTimeZone(const QString &zone, FirstFault &fault, const FieldPath &path)
{
    fault.expect(QTimeZone::isTimeZoneIdAvailable(zone.toUtf8()), path,
                 quoted(zone) + QStringLiteral(" is no time zone"));
}

void checkLanguages(const QStringList &tags, FirstFault &fault, const FieldPath &path)
{
    static const QRegularExpression tag(QStringLiteral("\\A[a-z]{2,3}(-[A-Z]{2})?\\z"));
    fault.count(tags.size(), languages, path);
    for (qsizetype i = 0; i < tags.size(); ++i)
        fault.expect(tag.match(tags[i]).hasMatch(), path[i],
                     quoted(tags[i]) + QStringLiteral(" is no language like en-US"));
    fault.unique(tags, path);
}

void checkEmergency(const Organisation &organisation, FirstFault &fault, const FieldPath &path)
{
    static const QRegularExpression country(QStringLiteral("\\A[A-Z]{2}\\z")),
        number(QStringLiteral("\\A[0-9]{3,6}\\z"));
    fault.expect(country.match(organisation.country).hasMatch(), path / "country",
                 quoted(organisation.country) + QStringLiteral(" is no country like US"));
    if (organisation.emergencyNumber.isEmpty())
        fault.expect(!emergencyNumberIn(organisation.country).isEmpty(), path / "emergency_number",
                     QStringLiteral("is missing: that of %1 is not known").arg(quoted(organisation.country)));
    else
        fault.expect(number.match(organisation.emergencyNumber).hasMatch(), path / "emergency_number",
                     QStringLiteral("is not three to six digits"));
}

void checkGreeting(const QString &greeting, FirstFault &fault, const FieldPath &path)
{
    fault.text(greeting, greetingCharacters, path);
    if (const auto unknown = unknownPiece(greeting))
        fault.found(path, quoted(*unknown) + QStringLiteral(" stands for nothing"));
}

void checkEscalation(const EscalationPolicy &policy, FirstFault &fault, const FieldPath &path)
{
    fault.count(policy.keywords.size(), keywords, path / "keywords");
    for (qsizetype i = 0; i < policy.keywords.size(); ++i)
        fault.text(policy.keywords[i], keywordCharacters, (path / "keywords")[i]);
    fault.unique(policy.keywords, path / "keywords");
    if (!policy.onCall)
        return;
    const FieldPath ladder = path / "on_call" / "steps";
    const QList<OnCallStep> &steps = policy.onCall->steps;
    fault.expect(!steps.isEmpty(), ladder, QStringLiteral("is missing: a ladder needs a step"));
    fault.count(steps.size(), onCallSteps, ladder);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        fault.text(steps[i].who, nameCharacters, ladder[i] / "who");
        fault.number(steps[i].number, ladder[i] / "number");
        fault.within(steps[i].seconds, onCallSecondsAtLeast, onCallSeconds, ladder[i] / "seconds");
    }
}

void checkRecording(const RecordingPolicy &policy, int keptDays, FirstFault &fault, const FieldPath &path)
{
    if (policy.enabled) // nobody is recorded without being told
        fault.text(policy.notice, noticeCharacters, path / "notice");
    else
        fault.textOrNothing(policy.notice, noticeCharacters, path / "notice");
    fault.within(policy.keepDays, 1, keptDays, path / "keep_days");
}

void checkBranch(const Branch &branch, NumbersSeen &seen, FirstFault &fault, const FieldPath &path)
{
    fault.text(branch.name, nameCharacters, path / "name");
    fault.textOrNothing(branch.address, addressCharacters, path / "address");
    fault.count(branch.numbers.size(), numbersOfABranch, path / "numbers");
    for (qsizetype i = 0; i < branch.numbers.size(); ++i) {
        const FieldPath here = (path / "numbers")[i];
        fault.number(branch.numbers[i], here);
        if (const auto there = seen.constFind(branch.numbers[i]); there != seen.constEnd())
            fault.found(here, QStringLiteral("is also ") + there->text());
        seen.insert(branch.numbers[i], here);
    }
    if (!branch.timeZone.isEmpty())
        checkTimeZone(branch.timeZone, fault, path / "time_zone");
    check(branch.hours, fault, path / "hours");
    check(branch.specialDays, fault, path / "special_days");
}

void checkPeopleAndServices(const Organisation &organisation, const QSet<BranchId> &branchIds, FirstFault &fault,
                            const FieldPath &path)
{
    fault.count(organisation.providers.size(), providers, path / "providers");
    const auto providerIds = idsOf(organisation.providers, fault, path / "providers");
    for (qsizetype i = 0; i < organisation.providers.size(); ++i) {
        const Provider &provider = organisation.providers[i];
        const FieldPath here = (path / "providers")[i];
        fault.text(provider.name, nameCharacters, here / "name");
        fault.textOrNothing(provider.title, nameCharacters, here / "title");
        checkLanguages(provider.languages, fault, here / "languages");
        references(provider.branches, branchIds, fault, here / "branches");
    }
    fault.count(organisation.services.size(), services, path / "services");
    idsOf(organisation.services, fault, path / "services");
    for (qsizetype i = 0; i < organisation.services.size(); ++i) {
        const Service &service = organisation.services[i];
        const FieldPath here = (path / "services")[i];
        fault.text(service.name, nameCharacters, here / "name");
        fault.within(service.minutes, 1, serviceMinutes, here / "minutes");
        references(service.providers, providerIds, fault, here / "providers");
    }
    fault.count(organisation.insurance.size(), plans, path / "insurance");
    for (qsizetype i = 0; i < organisation.insurance.size(); ++i)
        fault.text(organisation.insurance[i], nameCharacters, (path / "insurance")[i]);
}

void checkAnswers(const QList<ClinicAnswer> &all, FirstFault &fault, const FieldPath &path)
{
    fault.count(all.size(), answers, path);
    QStringList topics;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const ClinicAnswer &answer = all[i];
        fault.text(answer.topic, nameCharacters, path[i] / "topic");
        fault.text(answer.answer, answerCharacters, path[i] / "answer");
        fault.expect(!answer.asked.isEmpty(), path[i] / "asked", QStringLiteral("is missing"));
        fault.count(answer.asked.size(), waysToAsk, path[i] / "asked");
        for (qsizetype way = 0; way < answer.asked.size(); ++way)
            fault.text(answer.asked[way], questionCharacters, (path[i] / "asked")[way]);
        topics << answer.topic;
    }
    fault.unique(topics, path);
}

void checkOrganisation(const Organisation &organisation, NumbersSeen &seen, FirstFault &fault, const FieldPath &path)
{
    fault.text(organisation.name, nameCharacters, path / "name");
    checkEmergency(organisation, fault, path);
    checkTimeZone(organisation.timeZone, fault, path / "time_zone");
    fault.expect(!organisation.languages.isEmpty(), path / "languages", QStringLiteral("is missing"));
    checkLanguages(organisation.languages, fault, path / "languages");
    checkGreeting(organisation.greeting, fault, path / "greeting");
    fault.within(organisation.slotMinutes, slotMinutesAtLeast, slotMinutes, path / "slot_minutes");
    fault.within(organisation.retentionDays, 1, retentionDays, path / "retention_days");
    fault.within(organisation.sessionTtlSeconds, 0, sessionTtlSeconds, path / "session_ttl_seconds");
    checkEscalation(organisation.escalation, fault, path / "escalation");
    if (organisation.recording)
        checkRecording(*organisation.recording, organisation.retentionDays, fault, path / "recording");
    check(organisation.holidays, fault, path / "holidays");

    fault.expect(!organisation.branches.isEmpty(), path / "branches", QStringLiteral("is missing"));
    fault.count(organisation.branches.size(), branches, path / "branches");
    const auto branchIds = idsOf(organisation.branches, fault, path / "branches");
    for (qsizetype i = 0; i < organisation.branches.size(); ++i)
        checkBranch(organisation.branches[i], seen, fault, (path / "branches")[i]);
    checkPeopleAndServices(organisation, branchIds, fault, path);
    checkAnswers(organisation.answers, fault, path / "answers");
}

} // namespace

Result<> check(const ClinicBook &book)
{
    FirstFault fault;
    NumbersSeen seen;
    const FieldPath path = FieldPath() / "organisations";
    fault.expect(!book.organisations.isEmpty(), path, QStringLiteral("is missing"));
    fault.count(book.organisations.size(), organisations, path);
    idsOf(book.organisations, fault, path);
    for (qsizetype i = 0; i < book.organisations.size(); ++i)
        checkOrganisation(book.organisations[i], seen, fault, path[i]);
    return fault.result();
}

} // namespace nightbell
