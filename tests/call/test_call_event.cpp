#include "call/call_event.h"

#include <QTest>

using namespace nightbell;

class TestCallEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventSurvivesTheRoundTrip();
    void fieldsOfALaterVersionSurviveTheRoundTrip();
    void aKindOfALaterVersionIsKeptWhole();
    void aKnownKindOfALaterVersionThatCannotBeReadIsKeptWhole();
    void aWrongFieldIsNamedWithoutItsValue();
};

void TestCallEvent::anEventSurvivesTheRoundTrip()
{
    CallEvent event{CallId(QStringLiteral("c1")), instantFromMs(1'760'000'000'123), Heard{.turn = 3}, {}};
    std::get<Heard>(event.what).words = PrivateText(QStringLiteral("my chest is “tight”"));
    const auto back = eventFromJson(toJson(event));
    QVERIFY(back.ok());
    QVERIFY(back.value() == event);
}

void TestCallEvent::fieldsOfALaterVersionSurviveTheRoundTrip()
{
    const QByteArray json = R"({"at_ms":5,"call":"c1","kind":"ended","cause":"no_answer","mood":{"calm":0.5},"v":7})";
    const auto event = eventFromJson(json);
    QVERIFY(event.ok());
    QCOMPARE(std::get<Ended>(event.value().what).cause, EndCause::NoAnswer);
    QCOMPARE(toJson(event.value()),
             QByteArray(R"({"at_ms":5,"call":"c1","cause":"no_answer","kind":"ended","mood":{"calm":0.5},"v":7})"));
}

void TestCallEvent::aKindOfALaterVersionIsKeptWhole()
{
    const QByteArray json = R"({"at_ms":5,"call":"c1","colour":"blue","kind":"painted","v":2})";
    const auto event = eventFromJson(json);
    QVERIFY(event.ok());
    QCOMPARE(kindOf(event.value().what), QStringLiteral("painted"));
    QCOMPARE(toJson(event.value()), json);
}

void TestCallEvent::aKnownKindOfALaterVersionThatCannotBeReadIsKeptWhole()
{
    const QByteArray enumValue = R"({"at_ms":5,"call":"c1","cause":"teleported","kind":"ended","v":2})";
    const QByteArray shape = R"({"at_ms":5,"call":"c1","kind":"heard","turn":3,"v":2,"words":["a","b"]})";
    for (const QByteArray &json : {enumValue, shape}) {
        const auto event = eventFromJson(json);
        QVERIFY(event.ok());
        QVERIFY(std::holds_alternative<Unrecognised>(event.value().what));
        QVERIFY(event.value().later.isEmpty());
        QCOMPARE(toJson(event.value()), json);
    }
    QVERIFY(!eventFromJson(R"({"at_ms":5,"call":"c1","cause":"teleported","kind":"ended","v":1})").ok());
}

void TestCallEvent::aWrongFieldIsNamedWithoutItsValue()
{
    const auto event = eventFromJson(R"({"at_ms":5,"call":"c1","kind":"heard","words":["secret"]})");
    QVERIFY(!event.ok());
    QVERIFY(event.problem().detail.contains(QStringLiteral("words")));
    QVERIFY(!event.problem().detail.contains(QStringLiteral("secret")));
}

QTEST_APPLESS_MAIN(TestCallEvent)
#include "test_call_event.moc"
