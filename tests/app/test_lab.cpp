#include "app/lab.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

QList<QJsonObject> answered(const QByteArray &lines, const LabAnswer &answer)
{
    QByteArray asked = lines, told;
    QBuffer in(&asked), out(&told);
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    answerLines(in, out, answer);
    QList<QJsonObject> all;
    for (const QByteArray &line : told.split('\n'))
        if (!line.isEmpty())
            all.append(QJsonDocument::fromJson(line).object());
    return all;
}

Result<QJsonObject> echo(const QJsonObject &line)
{
    if (!line.contains("text"_L1))
        return Problem{Problem::Kind::Invalid, u"no text"_s};
    return QJsonObject{{u"said"_s, line["text"_L1]}};
}

} // namespace

class TestLab : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLineIsAnsweredInOrder();
    void aBadLineIsAnsweredWithAnErrorAndTheWorkGoesOn();
    void aLineWithoutEndIsRefusedAndTheNextIsRead();
    void everyTaskHasAnAnswer();
};

void TestLab::everyLineIsAnsweredInOrder()
{
    const auto all = answered("{\"id\":\"a\",\"text\":\"one\"}\n\n{\"id\":\"b\",\"text\":\"two\"}", echo);
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0], (QJsonObject{{u"id"_s, u"a"_s}, {u"said"_s, u"one"_s}}));
    QCOMPARE(all[1]["id"_L1].toString(), u"b"_s);
}

void TestLab::aBadLineIsAnsweredWithAnErrorAndTheWorkGoesOn()
{
    const auto all = answered("{\"id\":\n[1]\n{\"id\":\"c\"}\n\xff\xfe\n{\"id\":\"d\",\"text\":\"x\"}\n", echo);
    QCOMPARE(all.size(), 5);
    for (int bad : {0, 1, 2, 3})
        QVERIFY(all[bad].contains("error"_L1));
    QCOMPARE(all[2]["id"_L1].toString(), u"c"_s);
    QCOMPARE(all[4]["said"_L1].toString(), u"x"_s);
}

void TestLab::aLineWithoutEndIsRefusedAndTheNextIsRead()
{
    const auto all = answered(QByteArray(3 * labLineBytes, 'x') + "\n{\"id\":\"n\",\"text\":\"next\"}\n", echo);
    QCOMPARE(all.size(), 2);
    QVERIFY(all[0].contains("error"_L1));
    QCOMPARE(all[1]["said"_L1].toString(), u"next"_s);
}

void TestLab::everyTaskHasAnAnswer()
{
    for (const QString &task : labTasks())
        for (const QByteArray line : {"{\"id\":\"1\",\"text\":\"\"}", "{\"id\":\"1\"}", "{\"id\":\"1\",\"text\":7}"})
            QCOMPARE(answered(line, labAnswerFor(task)).size(), 1);
}

QTEST_GUILESS_MAIN(TestLab)
#include "test_lab.moc"
