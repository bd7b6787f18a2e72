#include "clinic/clinic_check.h"
#include "clinic/clinic_json.h"
#include "clinic/starter_book.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace nightbell;

namespace {

const QByteArray fullFile = R"({
  "version": 1,
  "organisations": [{
    "id": "lakeside", "name": "Lakeside Family Clinic", "country": "DE", "time_zone": "Europe/Berlin",
    "languages": ["de-DE", "en"], "greeting": "{clinic}. In an emergency dial {emergency}.",
    "retention_days": 90, "session_ttl_seconds": 3600,
    "escalation": {
      "keywords": ["stent", "shunt"],
      "on_call": {"steps": [{"who": "Night nurse", "number": "+4930555010", "seconds": 30},
                            {"who": "Dr. Ruiz", "number": "+4930555011", "seconds": 60}]}
    },
    "recording": {"enabled": true, "notice": "This call is recorded.", "keep_days": 30},
    "holidays": [{"name": "Unity Day", "from": "2026-10-03"},
                 {"name": "Christmas", "from": "2026-12-24", "to": "2026-12-26"}],
    "branches": [
      {"id": "mitte", "name": "Mitte", "address": "Lindenallee 1\nBerlin", "numbers": ["+4930555001", "+4930555002"],
       "hours": {"monday": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "18:00"}],
                 "tuesday": [{"from": "08:00", "to": "12:00"}],
                 "saturday": [{"from": "22:00", "to": "02:00"}], "sunday": [{"from": "02:00", "to": "24:00"}]},
       "special_days": [{"name": "Flu day", "from": "2026-10-10", "hours": [{"from": "06:00", "to": "10:00"}]}]},
      {"id": "madeira", "name": "Funchal", "numbers": ["+351555001"], "time_zone": "Atlantic/Madeira"}
    ],
    "providers": [{"id": "ruiz", "name": "Ana Ruiz", "title": "Dr.", "languages": ["es"],
                   "branches": ["mitte", "madeira"]}],
    "services": [{"id": "checkup", "name": "Check-up", "minutes": 20, "providers": ["ruiz"]}]
  }]
})";

ClinicBook fullBook() { return clinicBookFromJson(fullFile).value(); }

// A change to the full book, and the problem that must come of it.
struct Fault
{
    const char *name;
    std::function<void(Organisation &)> change;
    const char *problem; // after "organisations[0]."
};

HoursRange range(int fromHour, int toHour) { return {{fromHour * 60}, {toHour * 60}}; }

QString text(const char *latin) { return QString::fromLatin1(latin); }

const QList<Fault> faults{
    {"no id", [](auto &o) { o.id = ClinicId(); }, "id: is missing"},
    {"odd id", [](auto &o) { o.branches[1].id = BranchId(text("Fun chal")); },
     "branches[1].id: Fun chal is no id: small letters, digits, - and _"},
    {"branch twice", [](auto &o) { o.branches[1].id = o.branches[0].id; }, "branches[1].id: mitte is used twice"},
    {"blank name", [](auto &o) { o.name = text("  "); }, "name: is missing"},
    {"long name", [](auto &o) { o.branches[0].name = QString(201, u'x'); },
     "branches[0].name: is longer than 200 characters"},
    {"broken text", [](auto &o) { o.branches[0].address = QChar(0xd800); },
     "branches[0].address: holds characters that are no text"},
    {"country", [](auto &o) { o.country = text("de"); }, "country: de is no country like US"},
    {"no emergency number", [](auto &o) { o.country = text("AQ"); },
     "emergency_number: is missing: that of AQ is not known"},
    {"emergency words", [](auto &o) { o.emergencyNumber = text("help"); },
     "emergency_number: is not three to six digits"},
    {"time zone", [](auto &o) { o.timeZone = text("Europe/Atlantis"); }, "time_zone: Europe/Atlantis is no time zone"},
    {"branch's time zone", [](auto &o) { o.branches[1].timeZone = text("../UTC"); },
     "branches[1].time_zone: ../UTC is no time zone"},
    {"no language", [](auto &o) { o.languages.clear(); }, "languages: is missing"},
    {"odd language", [](auto &o) { o.languages[1] = text("English"); },
     "languages[1]: English is no language like en-US"},
    {"unknown piece", [](auto &o) { o.greeting = text("Hello from {klinik}"); },
     "greeting: {klinik} stands for nothing"},
    {"lone brace", [](auto &o) { o.greeting = text("Hello } from {clinic}"); }, "greeting: } stands for nothing"},
    {"slots", [](auto &o) { o.slotMinutes = 1; }, "slot_minutes: 1 is not between 5 and 120"},
    {"retention", [](auto &o) { o.retentionDays = 0; }, "retention_days: 0 is not between 1 and 36500"},
    {"negative TTL", [](auto &o) { o.sessionTtlSeconds = -1; }, "session_ttl_seconds: -1 is not between 0 and 604800"},
    {"recording without a notice", [](auto &o) { o.recording->notice.clear(); }, "recording.notice: is missing"},
    {"recording kept longer than its call", [](auto &o) { o.recording->keepDays = 91; },
     "recording.keep_days: 91 is not between 1 and 90"},
    {"keyword twice", [](auto &o) { o.escalation.keywords[1] = text("stent"); },
     "escalation.keywords[1]: stent is listed twice"},
    {"ladder without steps", [](auto &o) { o.escalation.onCall->steps.clear(); },
     "escalation.on_call.steps: is missing: a ladder needs a step"},
    {"step too short", [](auto &o) { o.escalation.onCall->steps[1].seconds = 4; },
     "escalation.on_call.steps[1].seconds: 4 is not between 5 and 3600"},
    {"national number", [](auto &o) { o.branches[0].numbers[1] = text("030555002"); },
     "branches[0].numbers[1]: is no international number like +15550100199"},
    {"number twice", [](auto &o) { o.branches[1].numbers[0] = o.branches[0].numbers[1]; },
     "branches[1].numbers[0]: is also organisations[0].branches[0].numbers[1]"},
    {"overlap", [](auto &o) { o.branches[0].hours.monday[1] = range(11, 13); },
     "branches[0].hours.monday[1]: overlaps 08:00-12:00"},
    {"to before from", [](auto &o) { o.branches[0].hours.tuesday[0] = range(17, 9); },
     "branches[0].hours.tuesday[0].to: 09:00 is before 17:00, and too far away to be on the next day"},
    {"empty range", [](auto &o) { o.branches[0].hours.tuesday[0] = range(9, 9); },
     "branches[0].hours.tuesday[0].to: 09:00-09:00 is no time at all"},
    {"begins at the end", [](auto &o) { o.branches[0].hours.tuesday[0] = range(24, 2); },
     "branches[0].hours.tuesday[0].from: 24:00 can only be an end"},
    {"night into the morning", [](auto &o) { o.branches[0].hours.sunday[0] = range(1, 5); },
     "branches[0].hours.saturday[0].to: runs into 01:00-05:00 of the next day"},
    {"Sunday night into Monday", [](auto &o) { o.branches[0].hours.sunday[0] = range(22, 9); },
     "branches[0].hours.sunday[0].to: runs into 08:00-12:00 of the next day"},
    {"special days backwards", [](auto &o) { o.holidays[1].to = QDate(2026, 12, 1); },
     "holidays[1].to: is before from"},
    {"special days without a day", [](auto &o) { o.holidays[0].from = QDate(); }, "holidays[0].from: is missing"},
    {"special days for ever", [](auto &o) { o.holidays[1].to = QDate(2028, 1, 1); },
     "holidays[1].to: is more than 366 days away"},
    {"special days over others", [](auto &o) { o.holidays[0].from = QDate(2026, 12, 25); },
     "holidays[1]: has days of Unity Day"},
    {"overlap on a special day",
     [](auto &o) {
         o.branches[0].specialDays[0].hours = {range(6, 10), range(9, 11)};
     },
     "branches[0].special_days[0].hours[1]: overlaps 06:00-10:00"},
    {"unknown branch", [](auto &o) { o.providers[0].branches[1] = BranchId(text("porto")); },
     "providers[0].branches[1]: porto is not known"},
    {"unknown provider", [](auto &o) { o.services[0].providers[0] = ProviderId(text("house")); },
     "services[0].providers[0]: house is not known"},
    {"provider twice", [](auto &o) { o.services[0].providers << o.services[0].providers[0]; },
     "services[0].providers[1]: ruiz is listed twice"},
    {"endless service", [](auto &o) { o.services[0].minutes = 481; },
     "services[0].minutes: 481 is not between 1 and 480"},
    {"too many branches", [](auto &o) { o.branches.resize(201, Branch(o.branches[1])); },
     "branches: has 201 entries, the limit is 200"},
    {"no branch", [](auto &o) { o.branches.clear(); }, "branches: is missing"},
};

} // namespace

class TestClinicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFullFileIsReadWhole();
    void whatIsWrittenReadsBackTheSame();
    void theStarterBookIsValid();
    void aFaultIsNamedByItsField_data();
    void aFaultIsNamedByItsField();
    void aWrongShapeIsNamedByItsPath_data();
    void aWrongShapeIsNamedByItsPath();
    void aFileOfALaterVersionIsNotTouched();
    void aFileThatIsTooLongIsRefusedUnread();
    void aNumberTwiceAcrossOrganisationsIsRefused();
    void aProblemNeverRepeatsANumber();
    void longNonsenseIsCutInProblems();
};

void TestClinicFile::aFullFileIsReadWhole()
{
    const auto book = clinicBookFromJson(fullFile);
    QVERIFY2(book.ok(), book.ok() ? "" : qPrintable(book.problem().detail));
    const Organisation &clinic = book.value().organisations.first();
    QCOMPARE(clinic.id, ClinicId(QStringLiteral("lakeside")));
    QCOMPARE(clinic.retentionDays, 90);
    QCOMPARE(clinic.sessionTtlSeconds, 3600);
    QCOMPARE(clinic.escalation.onCall->steps.at(1).seconds, 60);
    QCOMPARE(clinic.holidays.at(0).last(), QDate(2026, 10, 3));
    QCOMPARE(clinic.holidays.at(1).last(), QDate(2026, 12, 26));
    QCOMPARE(clinic.branches.at(0).hours.monday.at(1), range(13, 18));
    QVERIFY(clinic.branches.at(0).hours.saturday.at(0).pastMidnight());
    QCOMPARE(clinic.branches.at(1).timeZone, QStringLiteral("Atlantic/Madeira"));
    QCOMPARE(clinic.services.at(0).providers, QList{ProviderId(QStringLiteral("ruiz"))});
}

void TestClinicFile::whatIsWrittenReadsBackTheSame()
{
    for (const ClinicBook &book : {fullBook(), starterBook()}) {
        const auto back = clinicBookFromJson(toJson(book));
        QVERIFY2(back.ok(), back.ok() ? "" : qPrintable(back.problem().detail));
        QCOMPARE(back.value(), book);
    }
}

void TestClinicFile::theStarterBookIsValid() { QVERIFY(check(starterBook()).ok()); }

void TestClinicFile::aFaultIsNamedByItsField_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < faults.size(); ++i)
        QTest::newRow(faults[i].name) << i;
}

void TestClinicFile::aFaultIsNamedByItsField()
{
    QFETCH(qsizetype, index);
    ClinicBook book = fullBook();
    QVERIFY(check(book).ok());
    faults[index].change(book.organisations.first());
    const Result<> result = check(book);
    QVERIFY(!result.ok());
    QCOMPARE(result.problem().kind, Problem::Kind::Invalid);
    QCOMPARE(result.problem().detail, QStringLiteral("organisations[0].") + text(faults[index].problem));
}

void TestClinicFile::aWrongShapeIsNamedByItsPath_data()
{
    QTest::addColumn<QByteArray>("written"); // in the full file
    QTest::addColumn<QByteArray>("instead");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const char *written, const char *instead, const char *problem) {
        QTest::newRow(name) << QByteArray(written) << QByteArray(instead) << text(problem);
    };
    row("no time of day", R"("tuesday": [{"from": "08:00", "to": "12:00")",
        R"("tuesday": [{"from": "08:00", "to": "25:00")",
        "organisations[0].branches[0].hours.tuesday[0].to: 25:00 is no time of day");
    row("sixty minutes", R"("to": "18:00")", R"("to": "17:60")",
        "organisations[0].branches[0].hours.monday[1].to: 17:60 is no time of day");
    row("after the end of the day", R"("to": "24:00")", R"("to": "24:01")",
        "organisations[0].branches[0].hours.sunday[0].to: 24:01 is no time of day");
    row("a short hour", R"("to": "18:00")", R"("to": "6:00")",
        "organisations[0].branches[0].hours.monday[1].to: 6:00 is no time of day");
    row("a number for a time", R"("to": "18:00")", R"("to": 18)",
        "organisations[0].branches[0].hours.monday[1].to: is not text");
    row("no date", R"("from": "2026-10-03")", R"("from": "2027-02-29")",
        "organisations[0].holidays[0].from: 2027-02-29 is no date");
    row("an odd date", R"("from": "2026-10-03")", R"("from": "3 Oct 2026")",
        "organisations[0].holidays[0].from: 3 Oct 2026 is no date");
    row("unknown key", R"("country")", R"("colour": "blue", "country")", "organisations[0].colour: is not known here");
    row("unknown day", R"("saturday")", R"("caturday")",
        "organisations[0].branches[0].hours.caturday: is not known here");
    row("unknown key at the top", R"("version")", R"("mood": 1, "version")", "mood: is not known here");
    row("text for a number", R"("minutes": 20)", R"("minutes": "20")",
        "organisations[0].services[0].minutes: is not a whole number");
    row("half a minute", R"("minutes": 20)", R"("minutes": 20.5)",
        "organisations[0].services[0].minutes: is not a whole number");
    row("huge number", R"("minutes": 20)", R"("minutes": 1e300)",
        "organisations[0].services[0].minutes: is not a whole number");
    row("a list for text", R"("title": "Dr.")", R"("title": ["Dr."])",
        "organisations[0].providers[0].title: is not text");
    row("text for a list", R"("languages": ["es"])", R"("languages": "es")",
        "organisations[0].providers[0].languages: is not a list");
    row("a list for an object", R"("escalation": {)", R"("escalation": [], "old": {)",
        "organisations[0].escalation: is not an object");
    row("no ladder", R"("steps": [{)", R"("steps": [], "was": [{)",
        "organisations[0].escalation.on_call.was: is not known here");
    row("no version", R"("version": 1,)", "", "version: is not a whole number");
    row("version nought", R"("version": 1)", R"("version": 0)", "version: 0 is no version");
    row("cut off", R"("version": 1,)", R"("version": 1)", "no JSON object at byte 20");
}

void TestClinicFile::aWrongShapeIsNamedByItsPath()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, instead);
    QFETCH(QString, problem);
    QByteArray json = fullFile;
    QVERIFY(json.contains(written));
    json.replace(json.indexOf(written), written.size(), instead);
    const auto book = clinicBookFromJson(json);
    QVERIFY(!book.ok());
    QCOMPARE(book.problem().detail, problem);
    QCOMPARE(book.problem().kind, Problem::Kind::Invalid);
}

void TestClinicFile::aFileOfALaterVersionIsNotTouched()
{
    const auto book = clinicBookFromJson(R"({"version": 2, "galaxies": []})");
    QVERIFY(!book.ok());
    QCOMPARE(book.problem().kind, Problem::Kind::Newer);
}

void TestClinicFile::aFileThatIsTooLongIsRefusedUnread()
{
    const auto book = clinicBookFromJson(fullFile + QByteArray(clinicFileBytes, ' '));
    QVERIFY(!book.ok());
    QCOMPARE(book.problem().kind, Problem::Kind::Full);
}

void TestClinicFile::aNumberTwiceAcrossOrganisationsIsRefused()
{
    ClinicBook book = fullBook();
    book.organisations << book.organisations.first();
    book.organisations[1].id = ClinicId(QStringLiteral("hillside"));
    QCOMPARE(check(book).problem().detail,
             QStringLiteral("organisations[1].branches[0].numbers[0]: is also "
                            "organisations[0].branches[0].numbers[0]"));
    book.organisations[1].id = book.organisations[0].id;
    QCOMPARE(check(book).problem().detail, QStringLiteral("organisations[1].id: lakeside is used twice"));
    QCOMPARE(check(ClinicBook{}).problem().detail, QStringLiteral("organisations: is missing"));
}

void TestClinicFile::aProblemNeverRepeatsANumber()
{
    ClinicBook book = fullBook();
    book.organisations[0].escalation.onCall->steps[0].number = QStringLiteral("0305550101");
    QVERIFY(!check(book).problem().detail.contains(QStringLiteral("0305550101")));
}

void TestClinicFile::longNonsenseIsCutInProblems()
{
    ClinicBook book = fullBook();
    book.organisations[0].country = QString(100'000, u'x') + QChar(0x07);
    QVERIFY(check(book).problem().detail.size() < 120);
    book.organisations[0].country = QStringLiteral("U\n\x07");
    QCOMPARE(check(book).problem().detail, QStringLiteral("organisations[0].country: U?? is no country like US"));
}

QTEST_APPLESS_MAIN(TestClinicFile)
#include "test_clinic_file.moc"
