#include "dialog/said_service.h"

#include "dialog/phrase_book.h"
#include "dialog/sound_key.h"

namespace nightbell {

namespace {

constexpr float soundsAlike = 0.82F;

// More telling words come first: "flu vaccine" is no plain vaccination, "travel shots" are none of the usual ones.
struct Usual
{
    const char *id;
    PhraseBook<int> phrases;
};

QList<Usual> vaccinesAndScreenings()
{
    return {
        {"flu_shot",
         {{"flu/flew/influenza shot/shots/jab/jabs/vaccine/vaccines/vaccination/vaccinations/injection/shop/booster",
           0},
          {"vaccine/vaccination/shot/jab/vaccinated/vaccinate/immunized for/against the? flu", 0},
          {"flu chart", 0}}},
        {"covid_booster",
         {{"covid/corona/coronavirus/pfizer/moderna shot/shots/jab/jabs/vaccine/vaccines/vaccination/booster/boosters",
           0},
          {"covid/co vid/nineteen booster/shot/jab/vaccine", 0},
          {"booster shot? for/against covid", 0},
          {"vaccinated for/against covid", 0},
          {"booster", 0}}},
        {"travel_vaccination",
         {{"travel/traveling/travelling/holiday shot/shots/jab/jabs/vaccine/vaccines/vaccination/vaccinations/clinic",
           0},
          {"yellow fever/jab/shot/vaccine", 0},
          {"typhoid/malaria/rabies shot/shots/jab/jabs/vaccine/vaccination/tablets", 0},
          {"vaccines/vaccinations/shots/jabs/vaccine for/before a/my/our/the? "
           "travel/trip/abroad/holiday/vacation/africa/"
           "india/thailand/kenya/vietnam/brazil/peru",
           0}}},
        {"well_child",
         {{"well child/baby/kid visit/check/checkup/exam?", 0},
          {"child/childs/baby/babys/kids/infant/newborn/toddler check/checkup/physical/wellness up?", 0},
          {"child/baby/kids development/developmental check/visit", 0}}},
        {"ear_wax",
         {{"ear/ears wax/syringing/syringed/cleaning/cleaned/flush/flushed/irrigation/microsuction/washed/cleared/wash",
           0},
          {"earwax", 0},
          {"wax out? of/removal/removed/in", 0},
          {"ears/ear are/is blocked/clogged/plugged/bunged", 0},
          {"blocked/clogged/plugged ears/ear", 0}}},
        {"pap_smear",
         {{"pap/papp smear/test/exam", 0}, {"smear/cervical test/screening/check/smear", 0}, {"pap/smear", 0}}},
        {"skin_check",
         {{"skin/mole/moles/melanoma/full check/checks/checked/exam/screening/cancer/body", 0},
          {"moles looked/checked/seen/look at/over?", 0},
          {"mole/moles", 0},
          {"check my/a skin/mole/moles", 0}}},
    };
}

QList<Usual> otherVisits()
{
    return {
        {"blood_test",
         {{"blood/bloods test/tests/work/draw/drawn/panel/taken/done/count/check", 0},
          {"bloodwork/bloods/cholesterol/lipid/fasting check/test/panel/bloods/labs", 0},
          {"bloodwork/bloods/phlebotomy", 0},
          {"labs/lab work/done/drawn", 0},
          {"thyroid/iron/sugar/a1c/cholesterol test/check/checked/levels", 0}}},
        {"follow_up",
         {{"follow up/ups", 0},
          {"followup/followups", 0},
          {"followed up", 0},
          {"post op/operative/surgery/surgical", 0}}},
        {"new_patient",
         {{"new patient/patients", 0},
          {"establish care", 0},
          {"first visit/appointment", 0},
          {"become a patient", 0},
          {"register/registering with/as a? new? patient", 0},
          {"registration", 0}}},
        {"specialist",
         {{"specialist/dermatologist/cardiologist/neurologist/gynecologist/gynaecologist/urologist/rheumatologist/"
           "endocrinologist/gastroenterologist/ent/oncologist/orthopedist/allergist/podiatrist",
           0},
          {"referral/referred to/for/visit/letter/appointment?", 0},
          {"dermatology/cardiology/neurology/orthopedics/urology/oncology", 0}}},
        {"physical",
         {{"annual/yearly/sports/sport/school/camp/work/dot/employment/full physical/exam/medical", 0},
          {"physical/physicals/phisical/fizzical exam/examination?", 0},
          {"well woman/man exam/visit/check", 0},
          {"wellness exam/visit/check", 0}}},
        {"vaccination",
         {{"vaccination/vaccinations/vaccine/vaccines/vaccinated/immunization/immunizations/immunisation/immunisations",
           0},
          {"measles/mmr/tetanus/shingles/hpv/pneumonia/hepatitis/polio/chickenpox/whooping shot/shots/jab/jabs/vaccine",
           0},
          {"jab/jabs/shots/injections", 0},
          {"shot", 0}}},
        {"check_up",
         {{"check/checkup/checkups up/ups", 0},
          {"checkup/checkups", 0},
          {"routine/general/regular/annual check/exam/examination/visit/appointment", 0},
          {"health/mot check", 0},
          {"once over", 0}}},
        {"sick_visit",
         {{"sick/illness visit/appointment", 0},
          {"cough/coughing/cold/fever/flu/sneezing/congested/congestion/sinus/bronchitis/earache/migraine/rash", 0},
          {"sore/strep throat", 0},
          {"feeling/feel/im/hes/shes/is/been sick/ill/poorly/unwell", 0},
          {"stomach/tummy bug/ache/upset/flu", 0},
          {"under the weather", 0}}},
    };
}

const QList<Usual> &usual()
{
    static const QList<Usual> services = vaccinesAndScreenings() + otherVisits();
    return services;
}

std::optional<SaidService> byName(const Words &said, const Service &service)
{
    const Words name = wordsOf(service.name);
    if (name.isEmpty() || name.size() > said.size())
        return {};
    const QString wanted = joined(name).remove(u' ');
    for (int count = int(name.size()); count >= 1; --count)
        for (int at = 0; at + count <= said.size(); ++at) {
            const QString heard = joined(said, at, count).remove(u' ');
            if (heard.size() > 3 && likeness(wanted, heard) >= soundsAlike)
                return SaidService{service.id.text(), {at, count, QStringLiteral("service.name")}};
        }
    return {};
}

bool isOffered(const QString &id, const QList<Service> &services)
{
    return services.isEmpty()
        || std::any_of(services.begin(), services.end(), [&](const Service &each) { return each.id.text() == id; });
}

} // namespace

std::optional<SaidService> saidService(const Words &said, const QList<Service> &services)
{
    for (const Usual &service : usual()) {
        const QString id = QString::fromLatin1(service.id);
        for (int at = 0; isOffered(id, services) && at < said.size(); ++at)
            if (const auto hit = service.phrases.at(said, at))
                return SaidService{id, {at, hit->count, QStringLiteral("service.words")}};
    }
    for (const Service &service : services)
        if (auto found = byName(said, service))
            return found;
    return {};
}

} // namespace nightbell
