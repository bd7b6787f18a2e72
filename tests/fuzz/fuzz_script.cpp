// A script file of any bytes, and changes of any kind to the scripts of the program. Whatever is read is written and
// read back the same; whatever passes the check can be walked by any caller, whatever the world answers, and keeps its
// bounds.
#include "clinic/starter_book.h"
#include "dialog/conversation.h"
#include "dialog/script_check.h"
#include "dialog/script_json.h"
#include "dialog/script_walk.h"
#include "dialog/shipped_scripts.h"

#include <cstdint>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

class Bytes // what is left of the input; zero for ever when it is used up
{
public:
    Bytes(const std::uint8_t *bytes, std::size_t size) : m_bytes(bytes), m_left(size) { }
    bool isEmpty() const { return m_left == 0; }
    int next() { return isEmpty() ? 0 : (--m_left, *m_bytes++); }
    int below(qsizetype limit) { return limit > 0 ? (next() * 256 + next()) % int(limit) : 0; }
    QByteArray upTo(char end)
    {
        QByteArray all;
        for (int each = next(); each != end && !(isEmpty() && each == 0); each = next())
            all += char(each);
        return all;
    }

private:
    const std::uint8_t *m_bytes;
    std::size_t m_left;
};

const ScriptSet &shipped()
{
    static const ScriptSet set = shippedScripts();
    return set;
}

std::optional<ScriptSet> fromFile(Bytes &bytes)
{
    const auto script = scriptFromJson(bytes.upTo('\0'));
    if (!script)
        return std::nullopt;
    if (const auto again = scriptFromJson(toJson(script.value())); !again || again.value() != script.value())
        qFatal("what was written reads back as something else");
    return drafted(shipped(), {.changed = {script.value()}});
}

void change(ScriptSet &set, Bytes &bytes)
{
    Script &script = set.scripts[bytes.below(set.scripts.size())];
    ScriptNode &node = script.nodes[bytes.below(script.nodes.size())];
    const auto anyNode = [&] { return script.nodes[bytes.below(script.nodes.size())].id; };
    switch (bytes.next() % 8) {
    case 0:
        node.next = anyNode();
        break;
    case 1:
        if (!node.edges.isEmpty())
            node.edges[bytes.below(node.edges.size())].to = anyNode();
        break;
    case 2:
        node.kind = NodeKind(bytes.next() % (int(NodeKind::End) + 1));
        break;
    case 3:
        if (!node.edges.isEmpty())
            node.edges.removeAt(bytes.below(node.edges.size()));
        break;
    case 4:
        script.begin = anyNode();
        break;
    case 5:
        if (script.nodes.size() > 1)
            script.nodes.removeAt(bytes.below(script.nodes.size()));
        break;
    case 6:
        node.script = set.scripts[bytes.below(set.scripts.size())].name;
        break;
    default:
        node.what = bytes.next() % 2 ? QString() : u"confirm"_s;
    }
}

QString words(Bytes &bytes)
{
    static const QStringList said{u"i want to book an appointment"_s,
                                  u"tomorrow at ten"_s,
                                  u"yes"_s,
                                  u"no"_s,
                                  u"can i talk to a person"_s,
                                  u"laura miller"_s,
                                  u"march third nineteen eighty"_s,
                                  u"the second one"_s,
                                  u"cancel my appointment"_s,
                                  u"what are your hours"_s,
                                  u"never mind"_s,
                                  u"goodbye"_s,
                                  u"i need a refill"_s,
                                  u""_s};
    const int which = bytes.below(said.size() + 1);
    return which < said.size() ? said[which] : QString::fromUtf8(bytes.upTo('\n'));
}

OfferedTime time(Bytes &bytes)
{
    return {ProviderId(u"p%1"_s.arg(bytes.next() % 3)), QDate(2026, 9, 15).addDays(bytes.next() % 30),
            QTime(8 + bytes.next() % 9, 0)};
}

DialogInput anyInput(Bytes &bytes)
{
    switch (bytes.next() % 14) {
    case 0:
        return InDanger{Gravity(1 + bytes.next() % 3), {}, words(bytes)};
    case 1:
        return CallerPressed{QString::number(bytes.next())};
    case 2:
        return CallerSilent{5};
    case 3: {
        TimesFound found;
        for (int i = bytes.next() % 5; i > 0; --i)
            found.times << time(bytes);
        found.exact = bytes.next() % 2;
        return found;
    }
    case 4:
        return TimeHeld{HoldId(u"h"_s), time(bytes)};
    case 5:
        return TimeTaken{};
    case 6:
        return ActDone{{AppointmentId(u"a"_s), {}, {}, ProviderId(u"p1"_s), QDate(2026, 9, 17), QTime(9, 0)}};
    case 7:
        return ActFailed{bytes.next() % 2 == 1};
    case 8: {
        AppointmentsFound found;
        for (int i = bytes.next() % 4; i > 0; --i)
            found.all << Appointment{
                AppointmentId(QString::number(i)), {}, {}, {}, QDate(2026, 9, 16 + i), QTime(9, 0)};
        return found;
    }
    case 9:
        return bytes.next() % 2 ? DialogInput(MessageStored{u"m"_s}) : DialogInput(Consulted{words(bytes), {}});
    case 10:
        return HandedOver{bytes.next() % 2 == 1};
    case 11:
        return bytes.next() % 2 ? DialogInput(CallBegan{.dropped = true}) : DialogInput(AnotherCaller{});
    case 12:
        return SameCaller{words(bytes), {}};
    default:
        return CallerSaid{words(bytes), {}};
    }
}

void expect(bool kept, const char *bound)
{
    if (!kept)
        qFatal("the conversation left its bounds: %s", bound);
}

void walk(const ScriptSet &set, Bytes &bytes)
{
    static const ClinicBook book = starterBook();
    static const Knowledge knowledge(book.organisations[0].answers);
    const Surroundings here{book.organisations[0],
                            book.organisations[0].branches[0],
                            set,
                            knowledge,
                            instantFromMs(1'789'000'000'000),
                            bytes.next() % 2 == 1,
                            {}};
    constexpr int stepsAtMost = 4 * nodesOfATurnAtMost; // a second errand, a welcome back, an opening begun anew
    DialogState state;
    DialogInput input = CallBegan{};
    for (int turn = 0; turn < 60 && !bytes.isEmpty(); ++turn) {
        Turned turned = step(here, state, input);
        state = std::move(turned.state);
        expect(turned.steps.size() <= stepsAtMost, "steps of a turn");
        expect(state.places.size() <= scriptsDeepInACall, "scripts in scripts");
        expect(state.errandsWaiting.size() <= errandsWaitingAtMost, "errands that wait");
        expect(state.offered.size() <= offersAtMost, "offers");
        expect(state.declined.size() <= declinedAtMost, "declined offers");
        for (const ScriptPlace &place : state.places)
            expect(set.script(place.script) && set.script(place.script)->node(place.node), "a place that is there");
        input = anyInput(bytes);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *given, std::size_t size)
{
    Bytes bytes(given, size);
    std::optional<ScriptSet> set;
    if (size > 0 && given[0] == '{') {
        set = fromFile(bytes);
    } else {
        set = shipped();
        for (int changes = bytes.next() % 4; changes > 0; --changes)
            change(*set, bytes);
    }
    if (set && check(*set))
        walk(*set, bytes);
    return 0;
}
