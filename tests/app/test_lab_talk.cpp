// The line protocol of dialogues on text: every request, every mistake that can be made with one.
#include "app/lab_talk.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QJsonObject clinic()
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/plans/clinic.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// One process that is asked line by line.
class Line
{
public:
    QJsonObject ask(const QJsonObject &line)
    {
        const auto answered = m_answer(line);
        return answered ? answered.value() : QJsonObject{{u"error"_s, answered.problem().detail}};
    }
    QJsonObject ask(const char *json) { return ask(QJsonDocument::fromJson(json).object()); }
    QJsonObject open(const QJsonObject &org = clinic(), const QString &now = u"2026-11-17T09:30"_s)
    {
        return ask({{u"open"_s, QJsonObject{{u"id"_s, u"t"_s}, {u"org"_s, org}, {u"now"_s, now}}}});
    }
    QJsonObject call(const QString &from = u"+12175550143"_s)
    {
        return ask({{u"call"_s, QJsonObject{{u"from"_s, from}}}});
    }
    QJsonObject say(const QString &words) { return ask({{u"say"_s, words}}); }

private:
    LabAnswer m_answer = talkAnswer();
};

bool isError(const QJsonObject &answer) { return answer["error"_L1].isString() && answer.size() == 1; }

bool isState(const QJsonObject &answer)
{
    return answer["ok"_L1].toBool() && answer["diary"_L1].isArray() && answer["messages"_L1].isArray();
}

bool isTurn(const QJsonObject &answer)
{
    return answer["agent"_L1].isString() && (answer["asks"_L1].isString() || answer["asks"_L1].isNull())
        && answer["ended"_L1].isBool() && (answer["transfer"_L1].isObject() || answer["transfer"_L1].isNull())
        && answer["steps"_L1].isArray() && answer["identity"_L1].isString() && answer["diary"_L1].isArray()
        && answer["messages"_L1].isArray() && answer.contains("asks"_L1) && answer.contains("transfer"_L1);
}

} // namespace

class TestLabTalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingTellsTheDiary();
    void everyTurnHasAllItsFields();
    void aWholeBookingIsInTheDiary();
    void aMessageIsToldWithWhoLeftIt();
    void aTransferTellsWhoAnswered();
    void requestsOutOfOrderAreErrors();
    void aClinicThatCannotBeReadIsAnError_data();
    void aClinicThatCannotBeReadIsAnError();
    void waitingHasItsLimitsAndItsPlace();
    void lineThatIsNoRequestChangesNothing();
    void fieldsOfAnotherKindAreEndured();
    void theClockMovesOnlyWhenItIsToldTo();
    void oneDialogueLeavesNothingForTheNext();
    void aNewCallEndsTheOneBefore();
    void afterTheAssistantHungUpNobodyIsOnTheLine();
};

void TestLabTalk::openingTellsTheDiary()
{
    Line line;
    const QJsonObject opened = line.open();
    QVERIFY(isState(opened));
    QCOMPARE(opened["diary"_L1].toArray().size(), clinic()["appointments"_L1].toArray().size());
    for (const auto given : clinic()["appointments"_L1].toArray())
        QVERIFY(opened["diary"_L1].toArray().contains(given));
}

void TestLabTalk::everyTurnHasAllItsFields()
{
    Line line;
    line.open();
    QVERIFY(isTurn(line.call()));
    QVERIFY(isTurn(line.say(u"i need a check up"_s)));
    QVERIFY(isTurn(line.ask(R"({"barge_in":"thursday","after_ms":700})")));
    QVERIFY(isTurn(line.ask(R"({"press":"0"})")));
    QVERIFY(isTurn(line.ask(R"({"silence":8})")));
    QVERIFY(isTurn(line.say({})));
    QVERIFY(isState(line.ask(R"({"hangup":true})")));
    QVERIFY(line.ask(R"({"wait_minutes":5})")["ok"_L1].toBool());
    QVERIFY(isState(line.ask(R"({"close":true})")));
}

void TestLabTalk::aWholeBookingIsInTheDiary()
{
    Line line;
    line.open();
    line.call();
    line.say(
        u"this is daniel osei born march third nineteen seventy nine i would like a flu shot on friday at nine fifteen"_s);
    const QJsonObject read = line.say(u"this number"_s);
    QCOMPARE(read["asks"_L1].toString(), u"confirm"_s);
    QCOMPARE(read["diary"_L1].toArray().size(), 3); // held, and no more
    const QJsonObject booked = line.say(u"yes"_s);
    QCOMPARE(booked["diary"_L1].toArray().size(), 4);
    const bool there = std::ranges::any_of(booked["diary"_L1].toArray(), [](const auto &each) {
        return each["patient"_L1]["name"_L1] == "Daniel Osei"_L1 && each["patient"_L1]["dob"_L1] == "1979-03-03"_L1
            && each["date"_L1] == "2026-11-20"_L1 && each["time"_L1] == "09:15"_L1
            && each["service"_L1] == "flu_shot"_L1;
    });
    QVERIFY(there);
    const bool told = std::ranges::any_of(booked["steps"_L1].toArray(),
                                          [](const auto &each) { return each["did"_L1] == "booked"_L1; });
    QVERIFY(told);
}

void TestLabTalk::aMessageIsToldWithWhoLeftIt()
{
    Line line;
    line.open();
    line.call();
    line.say(u"please call me back about the bill i got on monday"_s);
    line.say(u"laura benning"_s);
    const QJsonArray messages = line.say(u"this number"_s)["messages"_L1].toArray();
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0]["kind"_L1].toString(), u"callback"_s);
    QCOMPARE(messages[0]["name"_L1].toString(), u"Laura Benning"_s);
    QCOMPARE(messages[0]["phone"_L1].toString(), u"+12175550143"_s);
    QVERIFY(messages[0]["text"_L1].toString().contains(u"bill"_s));
    QVERIFY(!messages[0].toObject().contains("urgent"_L1));
}

void TestLabTalk::aTransferTellsWhoAnswered()
{
    Line line;
    line.open();
    line.call();
    QVERIFY(line.say(u"thursday"_s)["transfer"_L1].isNull());
    const QJsonObject transfer = line.say(u"let me speak to a person"_s)["transfer"_L1].toObject();
    QCOMPARE(transfer, (QJsonObject{{u"to"_s, u"front desk"_s}, {u"level"_s, u"human"_s}, {u"connected"_s, true}}));
    line.open(clinic(), u"2026-11-17T22:00"_s);
    line.call();
    QVERIFY(!line.say(u"let me speak to a person"_s)["transfer"_L1]["connected"_L1].toBool(true));
    QCOMPARE(line.say(u"i have crushing chest pain"_s)["transfer"_L1]["level"_L1].toString(), u"emergency"_s);
}

void TestLabTalk::requestsOutOfOrderAreErrors()
{
    Line line;
    for (const char *early : {R"({"call":{"from":"+12175550143"}})", R"({"say":"hello"})", R"({"hangup":true})",
                              R"({"close":true})", R"({"wait_minutes":1})", R"({"silence":1})"})
        QVERIFY2(isError(line.ask(early)), early);
    line.open();
    for (const char *nobody : {R"({"say":"hello"})", R"({"press":"1"})", R"({"silence":1})", R"({"barge_in":"hello"})"})
        QVERIFY2(isError(line.ask(nobody)), nobody);
    QVERIFY(isState(line.ask(R"({"hangup":true})"))); // hanging up twice does no harm
    QVERIFY(isTurn(line.call()));
}

void TestLabTalk::aClinicThatCannotBeReadIsAnError_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *what, const QString &field, const QJsonValue &value) {
        QTest::newRow(what) << field << value;
    };
    row("no time zone", u"tz"_s, QJsonValue(QJsonValue::Undefined));
    row("a time zone that is none", u"tz"_s, u"Middle/Earth"_s);
    row("no slot", u"slot_minutes"_s, 0);
    row("a slot longer than a day", u"slot_minutes"_s, 100'000);
    row("hours backwards", u"hours"_s, QJsonObject{{u"mon"_s, QJsonArray{QJsonArray{u"17:00"_s, u"08:00"_s}}}});
    row("hours without end", u"hours"_s, QJsonObject{{u"mon"_s, QJsonArray{QJsonArray{u"08:00"_s}}}});
    row("a service of no length", u"services"_s,
        QJsonArray{QJsonObject{{u"id"_s, u"x"_s}, {u"name"_s, u"X"_s}, {u"minutes"_s, 0}}});
    row("an appointment without a day", u"appointments"_s, QJsonArray{QJsonObject{{u"id"_s, u"r"_s}}});
    row("busy without hours", u"busy"_s, QJsonArray{QJsonObject{{u"provider"_s, u"*"_s}}});
}

void TestLabTalk::aClinicThatCannotBeReadIsAnError()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject org = clinic();
    org.insert(field, value);
    Line line;
    QVERIFY(isError(line.open(org)));
    QVERIFY(isError(line.call())); // nothing was opened
    QVERIFY(isState(line.open()));
    QVERIFY(isError(line.open(clinic(), u"tomorrow"_s)));
    QVERIFY(isTurn(line.call())); // the dialogue before goes on
}

void TestLabTalk::waitingHasItsLimitsAndItsPlace()
{
    Line line;
    line.open();
    QVERIFY(isError(line.ask(R"({"wait_minutes":-1})")));
    QVERIFY(isError(line.ask(R"({"wait_minutes":"long"})")));
    QVERIFY(isError(line.ask(R"({"wait_minutes":100000000})")));
    QVERIFY(line.ask(R"({"wait_minutes":0})")["ok"_L1].toBool());
    line.call();
    QVERIFY(isError(line.ask(R"({"wait_minutes":1})"))); // not while somebody is talking
    QVERIFY(isTurn(line.ask(R"({"silence":-5})")));
    QVERIFY(isTurn(line.ask(R"({"silence":999999999})")));
}

void TestLabTalk::lineThatIsNoRequestChangesNothing()
{
    Line line;
    line.open();
    line.call();
    line.say(u"i need a check up"_s);
    for (const char *strange : {"{}", R"({"sing":"a song"})", R"({"Say":"thursday"})", R"({"id":"1"})"})
        QVERIFY2(isError(line.ask(strange)), strange);
    QCOMPARE(line.say(u"pardon"_s)["asks"_L1].toString(), u"date"_s);
}

void TestLabTalk::fieldsOfAnotherKindAreEndured()
{
    Line line;
    for (const char *odd : {R"({"open":7})", R"({"open":{"org":[],"now":{}}})", R"({"open":null})"})
        QVERIFY2(isError(line.ask(odd)), odd);
    line.open();
    for (const char *odd : {R"({"call":7})", R"({"say":7})", R"({"say":{"a":[]}})", R"({"press":[1]})",
                            R"({"barge_in":null,"after_ms":"x"})", R"({"barge_in":"hello","after_ms":-2147483648})",
                            R"({"barge_in":"hello","after_ms":2147483647})", R"({"silence":"long"})"})
        QVERIFY2(isTurn(line.ask(odd)), odd);
    QVERIFY(isTurn(line.say(u"check up "_s.repeated(20'000))));
}

void TestLabTalk::theClockMovesOnlyWhenItIsToldTo()
{
    Line line;
    line.open(clinic(), u"2026-11-17T11:58"_s);
    line.call();
    for (int turn = 0; turn < 5; ++turn)
        line.say(u"what did you say"_s);
    QVERIFY(line.say(u"are you open now"_s)["agent"_L1].toString().contains(u"open"_s));
    line.ask(R"({"hangup":true})");
    line.ask(R"({"wait_minutes":400})");
    QVERIFY(line.call()["agent"_L1].toString().contains(u"closed"_s));
}

void TestLabTalk::oneDialogueLeavesNothingForTheNext()
{
    Line line;
    const QJsonObject first = line.open();
    line.call();
    line.say(
        u"this is daniel osei born march third nineteen seventy nine i would like a flu shot on friday at nine fifteen"_s);
    line.say(u"this number"_s);
    line.say(u"yes"_s);
    line.call();
    line.say(u"i need a check up"_s);
    line.say(u"thursday"_s);
    line.ask(R"({"hangup":true})");
    QCOMPARE(line.open(), first);
    QVERIFY(line.call()["asks"_L1].isNull()); // and nobody is welcomed back
    Line other;
    QCOMPARE(other.open(), first);
}

void TestLabTalk::aNewCallEndsTheOneBefore()
{
    Line line;
    line.open();
    line.call();
    line.say(u"i need a check up"_s);
    line.say(u"thursday"_s);
    QVERIFY(!line.call(u"+12175550999"_s)["agent"_L1].toString().contains(u"back"_s));
    QCOMPARE(line.call()["asks"_L1].toString(), u"resume_offer"_s);
}

void TestLabTalk::afterTheAssistantHungUpNobodyIsOnTheLine()
{
    Line line;
    line.open();
    line.call();
    QVERIFY(line.say(u"no that is all thank you goodbye"_s)["ended"_L1].toBool());
    QVERIFY(isError(line.say(u"hello"_s)));
    QVERIFY(isState(line.ask(R"({"hangup":true})")));
}

QTEST_GUILESS_MAIN(TestLabTalk)
#include "test_lab_talk.moc"
