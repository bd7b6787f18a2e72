// Who is calling, or for whom: name, birth, number.
#include "dialog/slot_reader.h"

#include "dialog/name_words.h"
#include "dialog/said_medication.h"
#include "dialog/said_service.h"
#include "dialog/sound_key.h"

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;
using Fault = ReadSlot::Fault;

constexpr int wordsOfAName = 16; // with its letters

} // namespace

// The words in which somebody tells their name without being asked: "this is Ann Lee calling from", "my name is …".
// "Hyde with a y", "Ann with an e": how it is written, which the letters that follow say better.
Words SlotReader::withoutHints(Words name)
{
    for (int at = 0; at + 2 < name.size(); ++at)
        if (name[at].text == "with"_L1 && (name[at + 1].text == "a"_L1 || name[at + 1].text == "an"_L1)
            && name[at + 2].text.size() == 1)
            name.remove(at, 3);
    return name;
}

Words SlotReader::introduced() const
{
    static const PhraseBook<bool> openings{{"my/the/full/patients? name is/its", true},
                                           {"names", true},
                                           {"name is", true},
                                           {"this/it is", true},
                                           {"its", true},
                                           {"i am", true},
                                           {"im", true}};
    static const WordSet ends(
        "calling from and i im ive id my born date dob here speaking to for with about the a an is "
        "was on at in at can could would please need want have hi hello but so trying looking ringing "
        "phoning not still just having getting going a new his her their your our do did sorry that "
        "this it its me you we they he she of or as if again there today tomorrow");
    static const WordSet calling("calling ringing phoning from here speaking");
    for (int at = 0; at < m_said.size(); ++at) {
        const auto hit = openings.at(m_said, at);
        if (!hit)
            continue;
        Words name;
        for (int next = at + hit->count;
             next < m_said.size() && !m_said[next].text[0].isDigit() && name.size() < wordsOfAName; ++next) {
            const bool letter = m_said[next].text.size() == 1 && !name.isEmpty(); // "a" is one, when others are spelled
            if (!letter && ends.at(m_said, next))
                break;
            name << m_said[next];
            if (m_said[next].pauseAfter)
                break;
        }
        const QString opening = joined(m_said, at, hit->count);
        const int behind = at + hit->count + int(name.size());
        const bool opens = opening == "this is"_L1 && calling.at(m_said, behind) && !isPlainWord(name.value(0).text);
        if (name.size() >= 2 && (opening.contains("name"_L1) || opens || isGivenName(name.first().text))
            && !saidService(name))
            return name;
    }
    return {};
}

// "Philippa Hyde, that's Hyde, h y d e": the letters are of one part, the other was said before.
SaidName SlotReader::wholeName(const Words &told)
{
    static const WordSet spelling("thats spelled spelt spelling spell its");
    SaidName name = saidName(told);
    if (name.whole || name.nothing())
        return name;
    for (int at = 2; at < told.size(); ++at)
        if (spelling.at(told, at))
            if (const SaidName before = saidName(told.mid(0, at));
                before.whole && likeness(before.family, name.name) > 0.4F) {
                name.name = before.given + u' ' + name.name;
                name.whole = true;
                return name;
            }
    return name;
}

void SlotReader::name()
{
    const bool corrects = says("name is") || says("names") || says("name");
    if (!asked(Slot::Name) && m_state.known.contains(u"name"_s) && !corrects)
        return;
    const Words told = withoutHints(asked(Slot::Name) ? m_said : introduced());
    if (told.isEmpty())
        return;
    const SaidName name = wholeName(told);
    if (!asked(Slot::Name))
        without(told);
    if (name.nothing() || (!asked(Slot::Name) && !name.whole))
        return;
    if (!name.whole && !m_state.known.contains(u"name"_s)) {
        wrong(Slot::Name, Fault::Half);
        m_read.last().value.value = PrivateText(name.name);
        return;
    }
    found(Slot::Name, name.name, name.evidence.isEmpty() ? Evidence() : name.evidence.first());
}

void SlotReader::birth()
{
    if (!asked(Slot::Birth) && !says("born") && !says("birthday") && !says("birthdays") && !says("birth")
        && !says("dob"))
        return;
    const SaidBirthDate birth = correctedBirth();
    without(m_said.mid(birth.evidence.first, birth.evidence.count));
    if (birth.date)
        found(Slot::Birth, birth.date->toString(Qt::ISODate), birth.evidence);
    else if (birth.invalid)
        wrong(Slot::Birth, Fault::Invalid);
}

// "No, forty was my husband, mine is …": what follows the correction counts, if it is a whole date.
SaidBirthDate SlotReader::correctedBirth() const
{
    static const WordSet corrections("no sorry actually mean mine is its was wait correction");
    const auto read = [&](const Words &said) {
        return saidBirthDate(said, m_place.moment.today,
                             m_place.moment.dayFirst() ? DateOrder::DayFirst : DateOrder::MonthFirst);
    };
    SaidBirthDate whole = read(m_said);
    if (whole.date)
        return whole;
    for (int at = int(m_said.size()) - 1; at > 0; --at)
        if (corrections.at(m_said, at - 1))
            if (SaidBirthDate after = read(m_said.mid(at)); after.date) {
                after.evidence.first += at;
                return after;
            }
    return whole;
}

void SlotReader::phone()
{
    if (asked(Slot::Birth))
        return;
    if (asked(Slot::Phone) && !m_place.callerNumber.isEmpty()
        && (says("this number") || says("your screen") || says("come up") || says("caller id") || says("this one")
            || says("same number") || says("calling from") || says("this phone") || says("this mobile")
            || says("this cell") || says("this line") || says("ringing on") || says("calling on")
            || says("ringing from") || says("phoning from"))) {
        found(Slot::Phone, m_place.callerNumber.reveal(), {0, int(m_said.size()), {}});
        return;
    }
    const SaidPhone phone = correctedPhone();
    if (!phone.e164.isEmpty() || asked(Slot::Phone))
        without(m_said.mid(phone.evidence.first, phone.evidence.count));
    if (!phone.e164.isEmpty())
        found(Slot::Phone, phone.e164, phone.evidence);
    else if (asked(Slot::Phone) && phone.invalid)
        wrong(Slot::Phone, Fault::Half);
}

// "… one three five, no, sorry, six one three …": of two numbers the one after the correction counts.
SaidPhone SlotReader::correctedPhone() const
{
    static const WordSet corrections("no sorry actually mean so wait correction");
    for (int at = int(m_said.size()) - 1; at > 0; --at)
        if (corrections.at(m_said, at - 1))
            if (SaidPhone after = saidPhone(m_said.mid(at), m_place.organisation.country); !after.e164.isEmpty()) {
                after.evidence.first += at;
                return after;
            }
    return saidPhone(m_said, m_place.organisation.country);
}

void SlotReader::medication()
{
    if (const auto medication = saidMedication(m_said))
        found(Slot::Medication, medication->name, medication->evidence);
    else if (asked(Slot::Medication))
        found(Slot::Medication, whole(), {0, int(m_said.size()), {}});
}

} // namespace nightbell
